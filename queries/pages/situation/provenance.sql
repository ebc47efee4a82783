-- What:    where one figure comes from: its row, the answer it was read from, and that answer's address, time and licence
-- Params:  indicator_id, area_id, period
-- Returns: value, status, origin, snapshot_id, url, fetched_at, producer_updated, licence, trail, bytes
select
    o.value, o.status, o.origin, s.snapshot_id,
    coalesce(p.url, s.url) as url,
    s.fetched_at, s.producer_updated, s.licence, s.trail, s.bytes
from fct_observation as o
left join raw_snapshot as s on s.snapshot_id = o.snapshot_id
left join raw_part as p on p.snapshot_id = o.snapshot_id and p.part = 1
where o.indicator_id = $indicator_id and o.area_id = $area_id and o.period = $period
