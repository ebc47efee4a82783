-- What:    sources that the figures of each of some indicators in some areas were read from, the largest first
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, source_id, producer_updated, fetched_at, n
select
    o.indicator_id,
    s.source_id,
    max(s.producer_updated) as producer_updated,
    max(s.fetched_at) as fetched_at,
    count(*) as n
from fct_observation as o
inner join raw_snapshot as s on s.snapshot_id = o.snapshot_id
where o.indicator_id in (select unnest($indicator_ids))
    and o.area_id in (select unnest($area_ids))
    and o.value is not null
group by o.indicator_id, s.source_id
order by o.indicator_id, n desc, s.source_id
