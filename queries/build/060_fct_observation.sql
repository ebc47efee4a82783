-- What:    the facts, sorted for one indicator in many areas and for one area's many indicators
-- Makes:   fct_observation, fct_observation_by_area
create table fct_observation as
with
computed as (
    select * from stg_carried
    union all
    select * from stg_sum
    union all
    select * from stg_ratio
),

-- A series of nothing but ".." is a table that lists areas it knows nothing of.
known_series as (
    select indicator_id, area_id
    from stg_best
    group by indicator_id, area_id
    having max(status <> 'missing')
    union
    select indicator_id, area_id
    from computed
),

given as (
    select best.indicator_id, best.area_id, best.period, best.value, best.status, best.origin,
        best.seq
    from stg_best as best
    semi join known_series
        on
            known_series.indicator_id = best.indicator_id
            and known_series.area_id = best.area_id
    anti join computed
        on
            computed.indicator_id = best.indicator_id
            and computed.area_id = best.area_id
            and computed.period = best.period
),

final as (
    select * from given
    union all
    select * from computed
)

select
    final.indicator_id,
    final.area_id,
    final.period,
    period_start(final.period) as period_start,
    final.value,
    final.status,
    final.origin,
    snapshot.snapshot_id
from final
inner join inp_snapshot as snapshot on snapshot.seq = final.seq
order by final.indicator_id, final.area_id, final.period;

create table fct_observation_by_area as
select *
from fct_observation
order by area_id, indicator_id, period;
