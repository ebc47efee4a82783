-- What:    newest figures of every indicator in some areas, with the earlier figure and the population of that time
-- Params:  area_ids
-- Returns: indicator_id, area_id, period, value, status, earlier_period, earlier_value, population
select
    indicator_id, area_id, period, value, status, earlier_period, earlier_value, population
from fct_newest
where area_id in (select unnest($area_ids))
