-- What:    How many observations a question would return.
-- Params:  indicator_ids, area_ids, first_day, last_day
-- Returns: observations
select count(*) as observations
from fct_observation
where indicator_id in (select unnest($indicator_ids))
    and area_id in (select unnest($area_ids))
    and period_start >= cast($first_day as date)
    and period_start <= cast($last_day as date)
