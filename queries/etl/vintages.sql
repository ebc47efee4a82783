-- What:    how one figure was given over time, when it was ever changed
-- Params:  indicator_id, area_id, period
-- Returns: vintage, value, status, snapshot_id
select vintage, value, status, snapshot_id
from fct_vintage
where indicator_id = $indicator_id and area_id = $area_id and period = $period
order by vintage
