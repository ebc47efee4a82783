-- What:    how well projections of an indicator did in tests on its own past, by size of area and horizon
-- Params:  indicator_id
-- Returns: pool, horizon, mase, mase_naive, coverage80, coverage95, errors
select pool, horizon, mase, mase_naive, coverage80, coverage95, errors
from fct_projection_skill
where indicator_id = $indicator_id
order by pool, horizon
