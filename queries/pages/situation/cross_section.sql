-- What:    one indicator at one period in several areas; an area without a row has no figure
-- Params:  indicator_id, period, area_ids
-- Returns: area_id, value, status, origin
select area_id, value, status, origin
from fct_observation
where indicator_id = $indicator_id
    and period = $period
    and area_id in (select unnest($area_ids))
order by area_id
