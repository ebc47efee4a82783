-- What:    the newest figure of several indicators in several areas, in no promised order
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, period, value, status
select
    indicator_id,
    area_id,
    max_by(period, period_start) as period,
    max_by(value, period_start) as value,
    max_by(status, period_start) as status
from fct_observation_by_area
where area_id in (select unnest($area_ids))
    and indicator_id in (select unnest($indicator_ids))
    and value is not null
group by indicator_id, area_id
