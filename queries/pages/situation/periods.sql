-- What:    periods of one indicator in one area that have a figure, newest first
-- Params:  indicator_id, area_id
-- Returns: period, period_start
select period, period_start
from fct_observation
where indicator_id = $indicator_id and area_id = $area_id and value is not null
order by period_start desc
