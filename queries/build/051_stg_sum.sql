-- What:    sums over the municipalities of today's sub-regions and regions, where the producer
--          gives no figure and every member has one; merged municipalities that an answer still
--          gives apart are added
-- Makes:   stg_sum
create temp table stg_sum as
with
members as (
    select area_id, subregion_id as parent_id
    from def_area
    where kind = 'municipality' and valid_to = '' and subregion_id <> ''
    union all
    select area_id, region_id as parent_id
    from def_area
    where kind = 'municipality' and valid_to = '' and region_id <> ''
),

counted as (
    select parent_id, count(*) as members
    from members
    group by parent_id
),

figures as (
    select indicator_id, area_id, period, value, status, seq from stg_best
    where value is not null
    union all
    select indicator_id, area_id, period, value, status, seq from stg_carried
),

contributions as (
    select figures.*, members.parent_id, true as is_member
    from figures
    inner join members on members.area_id = figures.area_id
    union all
    -- An answer in an older division gives a municipality that has since been merged apart, and
    -- its successor without it: the sum needs both.
    select figures.*, members.parent_id, false as is_member
    from figures
    inner join def_area as abolished
        on abolished.area_id = figures.area_id and abolished.valid_to <> ''
    inner join def_area_history as history
        on history.predecessor_id = figures.area_id and history.kind = 'merger'
    inner join members on members.area_id = history.area_id
    inner join figures as successor
        on
            successor.indicator_id = figures.indicator_id
            and successor.area_id = history.area_id
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
        count(try_cast(contributions.value as decimal(38, 6))) filter (where is_member) as given
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
inner join counted
    on counted.parent_id = summed.area_id and counted.members = summed.given
anti join stg_best as own
    on
        own.indicator_id = summed.indicator_id
        and own.area_id = summed.area_id
        and own.period = summed.period
        and own.status <> 'missing';
