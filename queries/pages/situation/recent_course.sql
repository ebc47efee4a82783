-- What:    course of several indicators in one area, for small trends; periods without a figure stay in
-- Params:  area_id, indicator_ids
-- Returns: indicator_id, period, period_start, value, status
select indicator_id, period, period_start, value, status
from fct_observation_by_area
where area_id = $area_id and indicator_id in (select unnest($indicator_ids))
order by indicator_id, period_start
