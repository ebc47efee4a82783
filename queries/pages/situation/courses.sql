-- What:    course of several indicators in several areas; periods without a figure stay in, in no promised order
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, period, value, status
select indicator_id, area_id, period, value, status
from fct_observation_by_area
where area_id in (select unnest($area_ids)) and indicator_id in (select unnest($indicator_ids))
