-- What:    figures by industry, sorted for one area: those of an answer as they are; else the
--          published shares times the published total, with what the shares leave as "unknown";
--          sub-regions and regions are sums over their municipalities where each has the figure
-- Makes:   fct_industry
create temp table stg_industry_answer as
with
series as (
    select
        series,
        regexp_extract(
            series,
            '^structure=([^|]+)\|industry=([a-z0-9_]+)$',
            ['structure_id', 'industry']
        ) as part
    from (select distinct series from stg_series where starts_with(series, 'structure='))
),

given as (
    select
        series.part.structure_id,
        figure.area_id,
        figure.period,
        series.part.industry,
        figure.value,
        figure.status,
        snapshot.seq
    from stg_series as figure
    inner join series on series.series = figure.series
    inner join inp_snapshot as snapshot on snapshot.snapshot_id = figure.snapshot_id
    semi join def_structure on def_structure.structure_id = series.part.structure_id
    semi join def_area on def_area.area_id = figure.area_id
),

-- An area of nothing but ".." is one that the table lists and knows nothing of.
known as (
    select distinct structure_id, area_id, period
    from given
    where status <> 'missing'
),

best as (
    select
        given.structure_id,
        given.area_id,
        given.period,
        given.industry,
        arg_max(
            {'value': given.value, 'status': given.status, 'seq': given.seq},
            (given.status <> 'missing')::bigint * 1099511627776 + given.seq
        ) as best
    from given
    semi join known
        on
            known.structure_id = given.structure_id
            and known.area_id = given.area_id
            and known.period = given.period
    group by given.structure_id, given.area_id, given.period, given.industry
)

select
    structure_id,
    area_id,
    period,
    industry,
    best.value,
    best.status,
    'published' as origin,
    best.seq,
    best.seq as total_seq
from best;

create temp table stg_industry_share as
select
    industry.structure_id,
    structure.total_indicator_id,
    figure.area_id,
    figure.period,
    industry.industry,
    try_cast(figure.value as decimal(38, 6)) as share,
    list_position(['final', 'break', 'preliminary', 'estimated'], figure.status) as doubt,
    figure.seq
from stg_best as figure
inner join def_industry as industry on industry.share_indicator_id = figure.indicator_id
inner join def_structure as structure on structure.structure_id = industry.structure_id
where structure.from_shares and figure.value is not null;

-- What the shares of an area and a period are shares of. The total of the same answer comes
-- first: it is of the same division of areas as the shares.
create temp table stg_industry_total as
with
whole as (
    select
        structure_id,
        any_value(total_indicator_id) as indicator_id,
        area_id,
        period,
        max(seq) as seq,
        max(doubt) as doubt,
        sum(share) as share,
        count(*) as given
    from stg_industry_share
    group by structure_id, area_id, period
),

totals as (
    select indicator_id, area_id, period, value, status, seq, true as of_the_answer
    from stg_figure
    semi join whole
        on whole.indicator_id = stg_figure.indicator_id and whole.seq = stg_figure.seq
    union all
    select indicator_id, area_id, period, value, status, seq, false from stg_best
    union all
    select indicator_id, area_id, period, value, status, seq, false from stg_carried
    union all
    select indicator_id, area_id, period, value, status, seq, false from stg_sum
),

weighed as (
    select
        whole.structure_id,
        whole.area_id,
        whole.period,
        whole.seq,
        whole.doubt,
        whole.share,
        whole.given,
        totals.value,
        totals.status,
        totals.seq as total_seq,
        (totals.of_the_answer and totals.seq = whole.seq)::bigint * 1099511627776
        + totals.seq as weight
    from whole
    inner join totals
        on
            totals.indicator_id = whole.indicator_id
            and totals.area_id = whole.area_id
            and totals.period = whole.period
    where totals.value is not null and (not totals.of_the_answer or totals.seq = whole.seq)
)

select
    structure_id,
    area_id,
    period,
    any_value(seq) as seq,
    any_value(share) as share,
    any_value(given) as given,
    arg_max(value, weight) as total,
    arg_max(total_seq, weight) as total_seq,
    greatest(
        any_value(doubt),
        list_position(['final', 'break', 'preliminary', 'estimated'], arg_max(status, weight))
    ) as doubt
from weighed
group by structure_id, area_id, period;

create temp table stg_industry_product as
with
known as (
    select
        total.structure_id,
        total.area_id,
        total.period,
        share.industry,
        round(share.share::double * total.total / 100, 6) as value,
        total.doubt,
        total.seq,
        total.total_seq
    from stg_industry_total as total
    inner join stg_industry_share as share
        on
            share.structure_id = total.structure_id
            and share.area_id = total.area_id
            and share.period = total.period
),

-- Rounded shares may make a little more than a hundred: nothing is left then.
rest as (
    select
        total.structure_id,
        total.area_id,
        total.period,
        industry.industry,
        round(greatest(0, 100 - total.share)::double * total.total / 100, 6) as value,
        total.doubt,
        total.seq,
        total.total_seq
    from stg_industry_total as total
    inner join def_industry as industry
        on industry.structure_id = total.structure_id and industry.share_indicator_id = ''
    where
        total.given = (
            select count(*)
            from def_industry as asked
            where asked.structure_id = total.structure_id and asked.share_indicator_id <> ''
        )
),

-- Where a share is missing nobody knows what is left, and the area is seen to be incomplete.
lacking as (
    select
        total.structure_id,
        total.area_id,
        total.period,
        industry.industry,
        null as value,
        null as doubt,
        total.seq,
        total.total_seq
    from stg_industry_total as total
    inner join def_industry as industry
        on industry.structure_id = total.structure_id and industry.share_indicator_id <> ''
    anti join stg_industry_share as share
        on
            share.structure_id = total.structure_id
            and share.area_id = total.area_id
            and share.period = total.period
            and share.industry = industry.industry
),

final as (
    select * from known
    union all
    select * from rest
    union all
    select * from lacking
)

select
    structure_id,
    area_id,
    period,
    industry,
    value::double as value,
    coalesce((['final', 'break', 'preliminary', 'estimated'])[doubt], 'missing') as status,
    'computed' as origin,
    seq,
    total_seq
from final;

-- An answer in an older division gives a municipality that has since been merged apart, and its
-- successor without it: today's municipality is both, where the same answers give both whole.
create temp table stg_industry_today as
with
own as (
    select *, count(value) over (partition by structure_id, area_id, period) as given
    from (from stg_industry_answer union all from stg_industry_product)
),

added as (
    select
        own.structure_id,
        own.area_id,
        own.period,
        own.industry,
        sum(try_cast(former.value as decimal(38, 6)))::double as value,
        max(list_position(['final', 'break', 'preliminary', 'estimated'], former.status)) as doubt
    from own
    inner join def_area_history as history
        on history.area_id = own.area_id and history.kind = 'merger'
    inner join def_area as abolished
        on abolished.area_id = history.predecessor_id and abolished.valid_to <> ''
    inner join own as former
        on
            former.area_id = abolished.area_id
            and former.structure_id = own.structure_id
            and former.period = own.period
            and former.industry = own.industry
            and former.seq = own.seq
            and former.total_seq = own.total_seq
            and former.given = own.given
    where own.value is not null and former.value is not null
    group by own.structure_id, own.area_id, own.period, own.industry
)

select
    own.structure_id,
    own.area_id,
    own.period,
    own.industry,
    own.value + coalesce(added.value, 0) as value,
    case
        when added.value is null then own.status
        else (['final', 'break', 'preliminary', 'estimated'])[
            greatest(
                added.doubt,
                list_position(['final', 'break', 'preliminary', 'estimated'], own.status)
            )
        ]
    end as status,
    if(added.value is null, own.origin, 'computed') as origin,
    own.seq
from own
left join added
    on
        added.structure_id = own.structure_id
        and added.area_id = own.area_id
        and added.period = own.period
        and added.industry = own.industry;

create temp table stg_industry_sum as
with
-- The country is the sum of its municipalities where it has a published total to agree with.
members as (
    select area_id, parent_id, members, false as is_country
    from stg_member
    where is_member
    union all
    select area_id, country_id, count(*) over (partition by country_id), true
    from def_area
    where kind = 'municipality' and valid_to = '' and country_id <> ''
),

contributions as (
    select figure.*, member.parent_id, member.members
    from stg_industry_today as figure
    inner join def_structure as structure on structure.structure_id = figure.structure_id
    inner join members as member on member.area_id = figure.area_id
    left join stg_best as total
        on
            total.indicator_id = structure.total_indicator_id
            and total.area_id = member.parent_id
            and total.period = figure.period
            and total.value is not null
    where
        figure.value is not null
        and (not member.is_country or (structure.from_shares and total.value is not null))
),

summed as (
    select
        structure_id,
        parent_id as area_id,
        period,
        industry,
        sum(try_cast(value as decimal(38, 6)))::double as value,
        max(list_position(['final', 'break', 'preliminary', 'estimated'], status)) as doubt,
        max(seq) as seq
    from contributions
    group by structure_id, parent_id, period, industry
    having count(try_cast(value as decimal(38, 6))) = max(members)
),

counted as (
    select *, count(*) over (partition by structure_id, area_id, period) as given
    from summed
)

select
    counted.structure_id,
    counted.area_id,
    counted.period,
    counted.industry,
    counted.value,
    (['final', 'break', 'preliminary', 'estimated'])[counted.doubt] as status,
    'computed' as origin,
    counted.seq
from counted
inner join def_structure as structure on structure.structure_id = counted.structure_id
left join stg_industry_answer as own
    on
        own.structure_id = counted.structure_id
        and own.area_id = counted.area_id
        and own.period = counted.period
        and own.industry = counted.industry
        and own.status <> 'missing'
where
    own.industry is null
    -- A sum of exact parts stands before a rounded share of the sum, but only as a whole.
    and (
        not structure.from_shares
        or counted.given = (
            select count(*)
            from def_industry as asked
            where asked.structure_id = counted.structure_id
        )
    );

create table fct_industry as
with
final as (
    select own.*
    from stg_industry_today as own
    anti join stg_industry_sum as computed
        on
            computed.structure_id = own.structure_id
            and computed.area_id = own.area_id
            and computed.period = own.period
            and computed.industry = own.industry
    union all
    select * from stg_industry_sum
)

select
    final.structure_id,
    final.area_id,
    final.period,
    final.industry,
    final.value,
    final.status,
    final.origin,
    snapshot.snapshot_id
from final
inner join inp_snapshot as snapshot on snapshot.seq = final.seq
order by final.area_id, final.structure_id, final.period, final.industry;
