-- What:    official projections of today's areas: as the producers gave them or summed, with those municipalities that have been merged since
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, period, value, status, origin
with
own as (
    select indicator_id, area_id, period, value, status, origin, snapshot_id
    from fct_observation_by_area
    where
        area_id in (select unnest($area_ids))
        and indicator_id in (select unnest($indicator_ids))
        and value is not null
),

-- The same answer in an older division gives what has been merged since apart: the area of today
-- is both together.
merged as (
    select own.indicator_id, own.area_id, own.period, sum(part.value) as value
    from own
    inner join dim_area_history as history
        on
            history.area_id = own.area_id
            and history.kind = 'merger'
            and history.predecessor_id <> own.area_id
    inner join fct_observation_by_area as part
        on
            part.area_id = history.predecessor_id
            and part.indicator_id = own.indicator_id
            and part.period = own.period
            and part.snapshot_id = own.snapshot_id
    where part.value is not null
    group by own.indicator_id, own.area_id, own.period
)

select
    own.indicator_id,
    own.area_id,
    own.period,
    own.value + coalesce(merged.value, 0) as value,
    own.status,
    case when merged.value is null then own.origin else 'computed' end as origin
from own
left join merged
    on
        merged.indicator_id = own.indicator_id
        and merged.area_id = own.area_id
        and merged.period = own.period
order by own.indicator_id, own.area_id, own.period
