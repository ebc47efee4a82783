-- What:    one figure with the answer it was read from; without a period the newest that has a value
-- Params:  indicator_id, area_id, period
-- Returns: period, value, status, origin, snapshot_id, source_id, snapshot_origin, url, table_name, fetched_at, producer_updated, licence, trail, path
select
    facts.period,
    facts.value,
    facts.status,
    facts.origin,
    facts.snapshot_id,
    raw_snapshot.source_id,
    raw_snapshot.origin as snapshot_origin,
    raw_snapshot.url,
    raw_snapshot.table_name,
    raw_snapshot.fetched_at,
    raw_snapshot.producer_updated,
    raw_snapshot.licence,
    raw_snapshot.trail,
    raw_snapshot.path
from fct_observation as facts
left join raw_snapshot on raw_snapshot.snapshot_id = facts.snapshot_id
where
    facts.indicator_id = $indicator_id
    and facts.area_id = $area_id
    and (
        facts.period = $period::varchar
        or ($period::varchar is null and facts.value is not null)
    )
order by facts.period_start desc
limit 1
