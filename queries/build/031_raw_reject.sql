-- What:    what was read but could not be used: counted, so that nothing is lost silently
-- Makes:   raw_reject
create table raw_reject as
with
unknown_area as (
    select snapshot_id, 'unknown_area' as reason, area_id as what, count(*) as rows
    from (
        select snapshot_id, area_id from stg_series
        union all
        select snapshot_id, area_id from stg_starter
        union all
        select snapshot_id, area_id from stg_starter_breakdown
    ) as figure
    anti join def_area on def_area.area_id = figure.area_id
    group by snapshot_id, area_id
),

unknown_indicator as (
    select snapshot_id, 'unknown_indicator' as reason, indicator_id as what, count(*) as rows
    from stg_starter as figure
    anti join def_indicator on def_indicator.indicator_id = figure.indicator_id
    group by snapshot_id, indicator_id
),

unknown_breakdown as (
    select snapshot_id, 'unknown_breakdown' as reason, breakdown_id as what, count(*) as rows
    from stg_starter_breakdown as figure
    anti join def_breakdown on def_breakdown.breakdown_id = figure.breakdown_id
    group by snapshot_id, breakdown_id
),

repeated as (
    select seq, indicator_id, count(*) as rows
    from (
        select seq, indicator_id
        from stg_figure
        group by seq, indicator_id, rank, area_id, period
        having count(*) > 1
    )
    group by seq, indicator_id
),

final as (
    select * from unknown_area
    union all
    select * from unknown_indicator
    union all
    select * from unknown_breakdown
    union all
    select snapshot.snapshot_id, 'repeated', repeated.indicator_id, repeated.rows
    from repeated
    inner join inp_snapshot as snapshot on snapshot.seq = repeated.seq
    union all
    select snapshot_id, 'unreadable', problem, 0
    from inp_unreadable
)

select *
from final
order by snapshot_id, reason, what;
