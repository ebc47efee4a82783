-- What:    sources that figures of one indicator in some areas were read from, with the number of figures
-- Params:  indicator_id, area_ids
-- Returns: source_id, producer_updated, n
select s.source_id, max(s.producer_updated) as producer_updated, count(*) as n
from fct_observation as o
inner join raw_snapshot as s on s.snapshot_id = o.snapshot_id
where o.indicator_id = $indicator_id
    and o.area_id in (select unnest($area_ids))
    and o.value is not null
group by s.source_id
