-- What:    Observations of indicators in areas, between two days on which their periods start.
-- Params:  indicator_ids, area_ids, first_day, last_day
-- Returns: indicator_id, area_id, period, value, status, source_id
select
    o.indicator_id,
    o.area_id,
    o.period,
    o.value,
    o.status,
    coalesce(s.source_id, '') as source_id
from fct_observation as o
left join raw_snapshot as s on s.snapshot_id = o.snapshot_id
where o.indicator_id in (select unnest($indicator_ids))
    and o.area_id in (select unnest($area_ids))
    and o.period_start >= cast($first_day as date)
    and o.period_start <= cast($last_day as date)
order by o.indicator_id, o.area_id, o.period_start
