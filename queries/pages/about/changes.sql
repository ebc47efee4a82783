-- What:    the change report: what this version changed against the one before, of each kind the most unusual first, and how many of that kind there are
-- Params:  n
-- Returns: kind, indicator_id, area_id, period, value_before, value_after, n, note, of_kind
select
    kind, indicator_id, area_id, period, before as value_before, after as value_after,
    abs(change) as n, note, count(*) over (partition by kind) as of_kind
from fct_change
qualify row_number() over (partition by kind order by change_id) <= $n
order by change_id
