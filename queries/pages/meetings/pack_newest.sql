-- What:    source that the newest figure of each of some indicators in an area was read from
-- Params:  indicator_ids, area_id
-- Returns: indicator_id, source_id, producer_updated
select
    o.indicator_id,
    arg_max(s.source_id, o.period) as source_id,
    arg_max(s.producer_updated, o.period) as producer_updated
from fct_observation as o
inner join raw_snapshot as s on s.snapshot_id = o.snapshot_id
where o.indicator_id in (select unnest($indicator_ids))
    and o.area_id = $area_id
    and o.value is not null
group by o.indicator_id
order by o.indicator_id
