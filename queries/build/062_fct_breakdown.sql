-- What:    figures by age and sex, sorted for one area: a figure before "..", published before
--          computed, then the newest; sub-regions and regions that the producer does not give are
--          sums over their municipalities, where every one of them has the figure
-- Makes:   fct_breakdown
create temp table stg_broken_down as
with
-- The key of a series is taken apart once, not for each of its figures.
series as (
    select
        series,
        regexp_extract(
            series,
            '^breakdown=([^|]+)\|age=([0-9]+)\|sex=([a-z]+)$',
            ['breakdown_id', 'age', 'sex']
        ) as part
    from (select distinct series from stg_series where starts_with(series, 'breakdown='))
),

given as (
    select
        series.part.breakdown_id,
        figure.area_id,
        figure.period,
        series.part.age::smallint as age,
        series.part.sex,
        snapshot.seq,
        figure.value,
        figure.status,
        'published' as origin
    from stg_series as figure
    inner join series on series.series = figure.series
    inner join inp_snapshot as snapshot on snapshot.snapshot_id = figure.snapshot_id
    union all
    select
        figure.breakdown_id,
        figure.area_id,
        figure.period,
        figure.age,
        figure.sex,
        snapshot.seq,
        figure.value,
        figure.status,
        snapshot.value_origin as origin
    from stg_starter_breakdown as figure
    inner join inp_snapshot as snapshot on snapshot.snapshot_id = figure.snapshot_id
),

-- An area of nothing but ".." is one that the table lists and knows nothing of.
known as (
    select distinct breakdown_id, area_id, period
    from given
    where status <> 'missing'
),

weighed as (
    select
        given.*,
        (given.status <> 'missing')::bigint * 1099511627776 * 4
        + (given.origin = 'published')::bigint * 1099511627776 * 2
        + given.seq as weight
    from given
    semi join known
        on
            known.breakdown_id = given.breakdown_id
            and known.area_id = given.area_id
            and known.period = given.period
    semi join def_breakdown on def_breakdown.breakdown_id = given.breakdown_id
    semi join def_area on def_area.area_id = given.area_id
),

best as (
    select
        breakdown_id,
        area_id,
        period,
        age,
        sex,
        arg_max({'value': value, 'status': status, 'origin': origin, 'seq': seq}, weight) as best
    from weighed
    group by breakdown_id, area_id, period, age, sex
)

select
    breakdown_id,
    area_id,
    period,
    age,
    sex,
    best.value,
    best.status,
    best.origin,
    best.seq
from best;

create temp table stg_broken_down_sum as
with
contributions as (
    select figure.*, member.parent_id, member.is_member, member.members
    from stg_broken_down as figure
    inner join stg_member as member on member.area_id = figure.area_id and member.is_member
    where figure.value is not null
    union all
    -- As in stg_sum: a municipality that the answer still gives apart from its successor.
    select figure.*, member.parent_id, member.is_member, member.members
    from stg_broken_down as figure
    inner join stg_member as member
        on member.area_id = figure.area_id and not member.is_member
    inner join stg_broken_down as successor
        on
            successor.breakdown_id = figure.breakdown_id
            and successor.area_id = member.successor_id
            and successor.period = figure.period
            and successor.age = figure.age
            and successor.sex = figure.sex
            and successor.seq = figure.seq
    where figure.value is not null
),

summed as (
    select
        contributions.breakdown_id,
        contributions.parent_id as area_id,
        contributions.period,
        contributions.age,
        contributions.sex,
        sum(try_cast(contributions.value as decimal(38, 6)))::double as value,
        max(
            case contributions.status
                when 'estimated' then 3 when 'preliminary' then 2 when 'break' then 1 else 0
            end
        ) as doubt,
        max(contributions.seq) as seq,
        count(try_cast(contributions.value as decimal(38, 6))) filter (where is_member) as given,
        max(contributions.members) as members
    from contributions
    group by
        contributions.breakdown_id,
        contributions.parent_id,
        contributions.period,
        contributions.age,
        contributions.sex
)

select
    summed.breakdown_id,
    summed.area_id,
    summed.period,
    summed.age,
    summed.sex,
    summed.value,
    (['final', 'break', 'preliminary', 'estimated'])[summed.doubt + 1] as status,
    'computed' as origin,
    summed.seq
from summed
anti join stg_broken_down as own
    on
        own.breakdown_id = summed.breakdown_id
        and own.area_id = summed.area_id
        and own.period = summed.period
        and own.age = summed.age
        and own.sex = summed.sex
        and own.status <> 'missing'
where summed.given = summed.members;

create table fct_breakdown as
with
final as (
    select own.*
    from stg_broken_down as own
    anti join stg_broken_down_sum as computed
        on
            computed.breakdown_id = own.breakdown_id
            and computed.area_id = own.area_id
            and computed.period = own.period
            and computed.age = own.age
            and computed.sex = own.sex
    union all
    select * from stg_broken_down_sum
)

select
    final.breakdown_id,
    final.area_id,
    final.period,
    final.age,
    final.sex,
    final.value,
    final.status,
    final.origin,
    snapshot.snapshot_id
from final
inner join inp_snapshot as snapshot on snapshot.seq = final.seq
order by final.area_id, final.breakdown_id, final.period, final.sex, final.age;
