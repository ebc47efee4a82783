-- What:    what happened in the years that official projections were made for
-- Params:  indicator_id, area_ids
-- Returns: area_id, period, value, status
select area_id, period, value, status
from fct_observation
where
    indicator_id = $indicator_id
    and area_id in (select unnest($area_ids))
    and value is not null
order by area_id, period
