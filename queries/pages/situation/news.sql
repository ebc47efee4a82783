-- What:    what is new in some areas since the previous version, the weightiest first; news that concern no single area come along
-- Params:  area_ids
-- Returns: kind, indicator_id, area_id, period, value_before, value_after, n, note
select
    kind, indicator_id, area_id, period, before as value_before, after as value_after,
    abs(change) as n, note
from fct_change
where area_id is null or area_id in (select unnest($area_ids))
order by change_id
