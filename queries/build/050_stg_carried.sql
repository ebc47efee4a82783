-- What:    figures of abolished municipalities carried to the municipality that they founded, for
--          the time before it existed: only where it has none itself and every one of them has.
--          A municipality that merely took in another is left alone: its own part is not known.
-- Makes:   stg_carried
create temp table stg_carried as
with
founding as (
    select
        history.area_id as successor_id,
        history.predecessor_id,
        history.date,
        count(*) over (partition by history.area_id, history.date) as predecessors
    from def_area_history as history
    inner join def_area as successor
        on
            successor.area_id = history.area_id
            and try_cast(successor.valid_from as date) = history.date
    where history.kind = 'merger' and history.predecessor_id <> history.area_id
),

summed as (
    select
        figure.indicator_id,
        founding.successor_id as area_id,
        figure.period,
        sum(try_cast(figure.value as decimal(38, 6)))::double as value,
        max(
            case figure.status
                when 'estimated' then 3 when 'preliminary' then 2 when 'break' then 1 else 0
            end
        ) as doubt,
        max(figure.seq) as seq,
        count(try_cast(figure.value as decimal(38, 6))) as given,
        any_value(founding.predecessors) as predecessors
    from stg_best as figure
    inner join def_indicator as indicator
        on indicator.indicator_id = figure.indicator_id and indicator.aggregation = 'sum'
    inner join founding
        on
            founding.predecessor_id = figure.area_id
            and period_start(figure.period) < founding.date
    group by figure.indicator_id, founding.successor_id, figure.period
)

select
    summed.indicator_id,
    summed.area_id,
    summed.period,
    summed.value,
    (['final', 'break', 'preliminary', 'estimated'])[summed.doubt + 1] as status,
    'computed' as origin,
    summed.seq
from summed
anti join stg_best as own
    on
        own.indicator_id = summed.indicator_id
        and own.area_id = summed.area_id
        and own.period = summed.period
        and own.status <> 'missing'
where summed.given = summed.predecessors;
