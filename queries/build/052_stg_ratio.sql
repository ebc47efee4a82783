-- What:    ratios of two indicators where the producer gives none and both parts are known
-- Makes:   stg_ratio
create temp table stg_ratio as
with
parts as (
    select indicator_id, area_id, period, value, status, seq from stg_best
    where value is not null
    union all
    select indicator_id, area_id, period, value, status, seq from stg_carried
    union all
    select indicator_id, area_id, period, value, status, seq from stg_sum
),

divided as (
    select
        indicator.indicator_id,
        numerator.area_id,
        numerator.period,
        indicator.factor * numerator.value / nullif(denominator.value, 0) as value,
        case
            when 'estimated' in (numerator.status, denominator.status) then 'estimated'
            when 'preliminary' in (numerator.status, denominator.status) then 'preliminary'
            when 'break' in (numerator.status, denominator.status) then 'break'
            else 'final'
        end as status,
        'computed' as origin,
        greatest(numerator.seq, denominator.seq) as seq
    from def_indicator as indicator
    inner join parts as numerator on numerator.indicator_id = indicator.numerator
    inner join parts as denominator
        on
            denominator.indicator_id = indicator.denominator
            and denominator.area_id = numerator.area_id
            and denominator.period = numerator.period
    where indicator.aggregation = 'ratio'
)

select divided.*
from divided
anti join stg_best as own
    on
        own.indicator_id = divided.indicator_id
        and own.area_id = divided.area_id
        and own.period = divided.period
        and own.status <> 'missing'
where divided.value is not null;
