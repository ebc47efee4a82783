-- What:    the change report: what this version changed against the one before, the weightiest first
-- Params:  none
-- Returns: kind, indicator_id, area_id, period, value_before, value_after, n, note
select
    kind, indicator_id, area_id, period, before as value_before, after as value_after,
    abs(change) as n, note
from fct_change
order by change_id
