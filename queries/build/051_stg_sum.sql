-- What:    sums over the municipalities of today's sub-regions and regions, where the producer
--          gives no figure and every member has one; merged municipalities that an answer still
--          gives apart are added
-- Makes:   stg_sum
create temp table stg_sum as
with
figures as (
    select indicator_id, area_id, period, value, status, seq from stg_best
    where value is not null
    union all
    select indicator_id, area_id, period, value, status, seq from stg_carried
),

contributions as (
    select figures.*, member.parent_id, member.is_member, member.members
    from figures
    inner join stg_member as member on member.area_id = figures.area_id and member.is_member
    union all
    -- An answer in an older division gives a municipality that has since been merged apart, and
    -- its successor without it: the sum needs both.
    select figures.*, member.parent_id, member.is_member, member.members
    from figures
    inner join stg_member as member
        on member.area_id = figures.area_id and not member.is_member
    inner join figures as successor
        on
            successor.indicator_id = figures.indicator_id
            and successor.area_id = member.successor_id
            and successor.period = figures.period
            and successor.seq = figures.seq
),

summed as (
    select
        contributions.indicator_id,
        contributions.parent_id as area_id,
        contributions.period,
        -- Exact, so that the order in which threads add never shows.
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
    inner join def_indicator as indicator
        on indicator.indicator_id = contributions.indicator_id and indicator.aggregation = 'sum'
    group by contributions.indicator_id, contributions.parent_id, contributions.period
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
where summed.given = summed.members;
