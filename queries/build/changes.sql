-- What:    what this version changes against the published one before it (schema previous), the
--          weightiest first; change_id is that order
-- Makes:   fct_change
create or replace table fct_change as
with
extent as (
    select
        coalesce(now.indicator_id, before.indicator_id) as indicator_id,
        coalesce(now.observation_count, 0) as figures_now,
        coalesce(before.observation_count, 0) as figures_before,
        coalesce(now.decimals, before.decimals) as decimals
    from dim_indicator as now
    full join previous.dim_indicator as before on before.indicator_id = now.indicator_id
),

in_both as (
    select indicator_id, decimals
    from extent
    where figures_now > 0 and figures_before > 0
),

indicator_changes as (
    select
        case when figures_before = 0 then 'new_indicator' else 'lost_indicator' end as kind,
        indicator_id,
        null::varchar as area_id,
        null::varchar as period,
        figures_before::double as before,
        figures_now::double as after,
        (figures_now - figures_before)::double as change,
        null::varchar as note,
        null::double as unusual
    from extent
    where (figures_before = 0) <> (figures_now = 0)
),

periods_now as (
    select indicator_id, period, count(*) as figures
    from fct_observation
    semi join in_both on in_both.indicator_id = fct_observation.indicator_id
    where value is not null
    group by indicator_id, period
),

periods_before as (
    select indicator_id, period, count(*) as figures
    from previous.fct_observation
    semi join in_both on in_both.indicator_id = previous.fct_observation.indicator_id
    where value is not null
    group by indicator_id, period
),

-- One row an indicator: its newest such period, how many there are, and which.
period_changes as (
    select
        case when before.period is null then 'new_period' else 'lost_period' end as kind,
        coalesce(now.indicator_id, before.indicator_id) as indicator_id,
        null::varchar as area_id,
        max(coalesce(now.period, before.period)) as period,
        sum(before.figures)::double as before,
        sum(now.figures)::double as after,
        count(*)::double as change,
        case
            when count(*) > 1
                then
                    min(coalesce(now.period, before.period))
                    || '–'
                    || max(coalesce(now.period, before.period))
        end as note,
        null::double as unusual
    from periods_now as now
    full join periods_before as before
        on before.indicator_id = now.indicator_id and before.period = now.period
    where now.period is null or before.period is null
    group by all
),

areas_now as (
    select distinct indicator_id, area_id
    from fct_observation
    semi join in_both on in_both.indicator_id = fct_observation.indicator_id
    where value is not null
),

areas_before as (
    select distinct indicator_id, area_id
    from previous.fct_observation
    semi join in_both on in_both.indicator_id = previous.fct_observation.indicator_id
    where value is not null
),

area_rows as (
    select
        case when before.area_id is null then 'new_area' else 'lost_area' end as kind,
        coalesce(now.indicator_id, before.indicator_id) as indicator_id,
        coalesce(now.area_id, before.area_id) as area_id
    from areas_now as now
    full join areas_before as before
        on before.indicator_id = now.indicator_id and before.area_id = now.area_id
    where now.area_id is null or before.area_id is null
),

-- A whole country that arrives is one piece of news, not three hundred.
area_changes as (
    select
        kind,
        indicator_id,
        case when places <= 5 then area_id end as area_id,
        null::varchar as period,
        null::double as before,
        null::double as after,
        count(*)::double as change,
        null::varchar as note,
        null::double as unusual
    from (
        select *, count(*) over (partition by kind, indicator_id) as places
        from area_rows
    )
    group by kind, indicator_id, case when places <= 5 then area_id end
),

revised as (
    select
        now.indicator_id,
        now.area_id,
        now.period,
        now.period_start,
        before.value as before,
        now.value as after
    from fct_observation as now
    inner join previous.fct_observation as before
        on
            before.indicator_id = now.indicator_id
            and before.area_id = now.area_id
            and before.period = now.period
    -- What is computed follows from what was revised.
    where
        now.origin = 'published'
        and before.value is not null
        and now.value is distinct from before.value
),

-- A series' newest figure, when it is new, beside the figure of a year earlier.
newest as (
    select indicator_id, area_id, max(period_start) as period_start
    from fct_observation
    semi join in_both on in_both.indicator_id = fct_observation.indicator_id
    where value is not null
    group by indicator_id, area_id
),

arrived as (
    select
        now.indicator_id,
        now.area_id,
        now.period,
        now.period_start,
        earlier.value as before,
        now.value as after
    from fct_observation as now
    semi join newest
        on
            newest.indicator_id = now.indicator_id
            and newest.area_id = now.area_id
            and newest.period_start = now.period_start
    inner join fct_observation as earlier
        on
            earlier.indicator_id = now.indicator_id
            and earlier.area_id = now.area_id
            and earlier.period_start = now.period_start - interval 1 year
    anti join previous.fct_observation as known
        on
            known.indicator_id = now.indicator_id
            and known.area_id = now.area_id
            and known.period = now.period
            and known.value is not null
    where now.value is not null and earlier.value is not null
),

touched as (
    select indicator_id, area_id from revised
    union
    select indicator_id, area_id from arrived
),

touched_figures as (
    select facts.indicator_id, facts.area_id, facts.period_start, facts.value
    from fct_observation as facts
    semi join touched
        on touched.indicator_id = facts.indicator_id and touched.area_id = facts.area_id
    where facts.value is not null
),

-- What a year usually changes in the series; months are compared with the same month.
typical as (
    select
        now.indicator_id,
        now.area_id,
        median(abs(now.value - earlier.value)) as typical,
        count(*) as steps
    from touched_figures as now
    inner join touched_figures as earlier
        on
            earlier.indicator_id = now.indicator_id
            and earlier.area_id = now.area_id
            and earlier.period_start = now.period_start - interval 1 year
    group by now.indicator_id, now.area_id
),

weighed as (
    select
        moved.kind,
        moved.indicator_id,
        moved.area_id,
        moved.period,
        moved.before,
        moved.after,
        moved.after - moved.before as change,
        coalesce(typical.steps, 0) as steps,
        abs(moved.after - moved.before)
        / nullif(greatest(coalesce(typical.typical, 0), pow(10.0, -in_both.decimals)), 0)
            as unusual
    from (
        select 'revision' as kind, * from revised
        union all
        select 'jump' as kind, * from arrived
    ) as moved
    inner join in_both on in_both.indicator_id = moved.indicator_id
    left join typical
        on typical.indicator_id = moved.indicator_id and typical.area_id = moved.area_id
),

-- A figure that was taken away weighs more than any that moved.
moves as (
    select
        kind,
        indicator_id,
        area_id,
        period,
        before,
        after,
        change,
        round(unusual, 1)::varchar || '×' as note,
        coalesce(unusual, 1e9) as unusual
    from weighed
    where kind = 'revision' or (steps >= 4 and unusual >= 3)
    qualify
        row_number() over (
            partition by kind
            order by coalesce(unusual, 1e9) desc, indicator_id, area_id, period
        ) <= 200
),

final as (
    select * from indicator_changes
    union all
    select * from period_changes
    union all
    select * from area_changes
    union all
    select * from moves
)

select
    (
        row_number() over (
            order by
                case
                    when kind like 'lost%' then 0
                    when kind = 'new_indicator' then 1
                    when kind in ('revision', 'jump') then 2
                    else 3
                end,
                unusual desc nulls last,
                kind,
                indicator_id,
                area_id,
                period
        )
    )::integer as change_id,
    kind,
    indicator_id,
    area_id,
    period,
    before,
    after,
    change,
    note
from final
order by change_id;
