-- What:    newest figures of some indicators in every area of one kind and country, with the earlier figure and the population of that time
-- Params:  indicator_ids, kind, country
-- Returns: indicator_id, area_id, period, value, status, earlier_period, earlier_value, population
select
    indicator_id, area_id, period, value, status, earlier_period, earlier_value, population
from fct_newest
where kind = $kind
    and country = $country
    and indicator_id in (select unnest($indicator_ids))
