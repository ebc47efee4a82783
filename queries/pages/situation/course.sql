-- What:    one indicator over time in several areas, with the periods that have no figure
-- Params:  indicator_id, area_ids, year_from, year_to
-- Returns: area_id, period, period_start, value, status, origin
select area_id, period, period_start, value, status, origin
from fct_observation
where indicator_id = $indicator_id
    and area_id in (select unnest($area_ids))
    and year(period_start) between $year_from and $year_to
order by area_id, period_start
