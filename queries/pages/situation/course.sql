-- What:    one indicator over time in several areas, with the periods that have no figure
-- Params:  indicator_id, area_ids, year_from, year_to
-- Returns: area_id, period, period_start, value, status, origin
select area_id, period, period_start, value, status, origin
from fct_observation
where indicator_id = $indicator_id
    and area_id in (select unnest($area_ids))
    and period_start between make_date($year_from, 1, 1) and make_date($year_to, 12, 31)
order by area_id, period_start
