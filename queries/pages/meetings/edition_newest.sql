-- What:    the newest figure of each of an area's indicators
-- Params:  area_id
-- Returns: indicator_id, period, value
select indicator_id, max(period) as period, arg_max(value, period) as value
from fct_observation_by_area
where area_id = $area_id and value is not null
group by indicator_id
