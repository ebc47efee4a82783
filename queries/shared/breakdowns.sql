-- What:    breakdowns by age and sex that have figures for an area, newest period first, with the source they were read from
-- Params:  area_id
-- Returns: breakdown_id, period, figures, source_id, producer_updated, fetched_at
select
    f.breakdown_id,
    f.period,
    count(*) as figures,
    max(s.source_id) as source_id,
    max(s.producer_updated) as producer_updated,
    max(s.fetched_at) as fetched_at
from fct_breakdown as f
inner join dim_breakdown as b on b.breakdown_id = f.breakdown_id
inner join raw_snapshot as s on s.snapshot_id = f.snapshot_id
where f.area_id = $area_id and f.value is not null
group by b.breakdown_order, f.breakdown_id, f.period
order by b.breakdown_order, f.breakdown_id, f.period desc
