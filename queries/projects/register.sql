-- What:    every project as it is known on a day: what is recorded goes before the newest list that tells it, that before what came with the program
-- Params:  programme, batches, batch_seqs, batch_dates, on
-- Returns: project_key, code, name, fund, hierarchy, authority, state, state_on, starts_on, ends_on, first_ends_on, implementer, implementer_key, organisation, node, development_area, owner, areas, summary, flags, origin, sources, baskets, is_own, planned, realised, paid_on, searched, order_code, order_name, order_fund, order_implementer, order_owner, order_state, order_area
with told as (
    select project_key, 0 as place, null::date as told_on, state, starts_on, ends_on
    from dim_project
    where programme_id = $programme
    union all
    select
        project_key,
        list_position($batches::varchar[], batch) as place,
        list_extract($batch_dates::date[], list_position($batches::varchar[], batch)) as told_on,
        state, starts_on, ends_on
    from memory.prj_row
    where list_contains($batches::varchar[], batch)
    union all
    select project_key, 1000000 as place, state_on as told_on, state, starts_on, ends_on
    from told_project
),

-- What is no more than a state of a day: a list of a later day tells it only where no earlier one
-- does, and of those the earliest. What people have entered counts on every day.
dated as (
    select
        *,
        case when place < 1000000 and told_on > $on::date then -place else place end as by_then
    from told
),

standing as (
    select
        project_key,
        coalesce(arg_max(nullif(state, ''), by_then), '') as state,
        arg_max_null(told_on, by_then) filter (state <> '') as state_on,
        arg_max(starts_on, by_then) as starts_on,
        arg_max(ends_on, by_then) as ends_on
    from dated
    group by project_key
),

-- What counts on the day: the newest, of one day the later stage, then the later entry.
figure as (
    select project_key, measure, side, value, as_of, stage, 0 as seq
    from fct_project_figure
    where part = 'all'
    union all
    select
        project_key, measure, side, value, as_of, stage,
        list_extract($batch_seqs::bigint[], list_position($batches::varchar[], batch)) as seq
    from memory.prj_figure
    where part = 'all' and list_contains($batches::varchar[], batch)
    union all
    select project_key, measure, side, value, as_of, stage, seq
    from told_figure
    where part = 'all'
),

in_force as (
    select
        project_key, measure, side,
        arg_max(
            value,
            (
                date_diff('day', date '1900-01-01', as_of)::bigint * 10
                + coalesce(
                    list_position(
                        ['plan_at_decision', 'current_plan', 'promised', 'reported', 'verified'], stage
                    ),
                    0
                )
            ) * 1000000000 + seq
        ) as value,
        max(as_of) as as_of
    from figure
    where as_of <= $on::date and isfinite(value) and side <> 'forecast'
    group by project_key, measure, side
),

figures as (
    select
        project_key,
        map_from_entries(list((measure, value)) filter (side = 'planned')) as planned,
        map_from_entries(list((measure, value)) filter (side = 'realised')) as realised,
        -- Of the money that stands for a project's spending in lists.
        any_value(as_of) filter (side = 'realised' and measure = 'eu_state') as paid_on
    from in_force
    group by project_key
),

known as (
    select
        prj_known.*,
        state,
        state_on,
        coalesce(told_plan.starts_on, standing.starts_on) as starts_on,
        coalesce(told_plan.ends_on, standing.ends_on) as ends_on,
        coalesce(told_member.baskets, []) as baskets,
        -- An example is the region's own when the region takes it among its own.
        is_own
        or coalesce(len(told_member.baskets) > 0, false)
        or (told_member.project_key is not null and not is_example) as is_followed,
        coalesce(planned, map {}) as planned,
        coalesce(realised, map {}) as realised,
        paid_on
    from prj_known
    inner join standing on standing.project_key = prj_known.project_key
    left join figures on figures.project_key = prj_known.project_key
    left join told_plan on told_plan.project_key = prj_known.project_key
    left join told_member on told_member.project_key = prj_known.project_key
)

select
    project_key, code, name, fund, hierarchy, authority,
    -- That it has ended, told later or on no day, says nothing of a day before its end.
    case
        when state in ('ended', 'interrupted')
            and coalesce(state_on > $on::date, true)
            and coalesce(ends_on >= $on::date, state_on is not null)
            then ''
        else state
    end as state,
    state_on, starts_on, ends_on, first_ends_on, implementer, implementer_key, organisation, node,
    development_area, owner, areas, summary, flags, origin, sources, baskets,
    is_followed as is_own, planned, realised, paid_on, searched, order_code, order_name, order_fund,
    order_implementer, order_owner,
    rank() over (order by known.state) as order_state,
    order_area
from known
order by order_code
