-- What:    every project as far as no day changes it: what is recorded goes before the newest list that tells it, that before what came with the program
-- Params:  programme, areas, owners, batches
-- Returns: project_key, code, name, fund, hierarchy, authority, first_ends_on, implementer, implementer_key, organisation, node, development_area, owner, areas, summary, flags, origin, sources, is_own, is_example, searched, order_code, order_name, order_fund, order_implementer, order_owner, order_area
with listed as (
    select *, list_position($batches::varchar[], batch) as place
    from memory.prj_row
    where list_contains($batches::varchar[], batch)
),

-- What each origin tells, in the order in which they go before each other. Nothing is null.
told as (
    select
        project_key, 0 as place, 'starter' as origin, source_id as source, code, name, fund, hierarchy,
        authority, ends_on, implementer, implementer_key, organisation, municipality,
        municipalities, summary, '' as node, '' as development_area, '' as owner,
        []::varchar[] as flags, not is_example as is_own, is_example
    from dim_project
    where programme_id = $programme
    union all
    select
        project_key, place, 'list' as origin, batch as source, code, name, fund, hierarchy,
        authority, ends_on, implementer, implementer_key, organisation,
        municipality, municipalities, '' as summary, '' as node, '' as development_area, '' as owner,
        flags, false as is_own, false as is_example
    from listed
    union all
    select
        project_key, 1000000 as place, 'record' as origin, record as source, code, name, fund,
        []::varchar[] as hierarchy, '' as authority, ends_on, implementer, implementer_key,
        organisation, municipality, areas as municipalities, summary, node,
        development_area, owner, flags, true as is_own, false as is_example
    from told_project
),

merged as (
    select
        project_key,
        arg_max(nullif(code, ''), place) as code,
        arg_max(nullif(name, ''), place) as name,
        arg_max(nullif(fund, ''), place) as fund,
        arg_max(hierarchy, place) filter (len(hierarchy) > 0) as hierarchy,
        arg_max(nullif(authority, ''), place) as authority,
        -- As it was decided at first: what people have entered, else what was told first.
        coalesce(
            any_value(ends_on) filter (origin = 'record'), arg_min(ends_on, place)
        ) as first_ends_on,
        arg_max(nullif(implementer, ''), place) as implementer,
        arg_max(nullif(implementer_key, ''), place) as implementer_key,
        arg_max(nullif(organisation, ''), place) as organisation,
        arg_max(nullif(municipality, ''), place) as municipality,
        arg_max(municipalities, place) filter (len(municipalities) > 0) as municipalities,
        arg_max(nullif(summary, ''), place) as summary,
        max(node) as node,
        max(development_area) as development_area,
        max(owner) as owner,
        list_concat(
            coalesce(arg_max(flags, place) filter (origin = 'list'), []),
            coalesce(any_value(flags) filter (origin = 'record'), [])
        ) as flags,
        arg_max(origin, place) filter (nullif(name, '') is not null) as origin,
        list(source order by place) filter (source <> '') as sources,
        bool_or(is_own) as is_own,
        bool_or(is_example) as is_example
    from told
    group by project_key
),

-- An organisation has one name, however it is written: the one that the definitions know, else one
-- that is not all in capitals.
spelt as (
    select
        implementer_key,
        coalesce(
            min(implementer) filter (implementer <> upper(implementer)), min(implementer)
        ) as name
    from told
    where implementer_key <> ''
    group by implementer_key
),

implementing as (
    select
        merged.project_key,
        coalesce(told_form.name, spelt.name, merged.implementer, '') as implementer,
        coalesce(merged.implementer_key, '') as implementer_key,
        coalesce(nullif(told_form.organisation, ''), merged.organisation, '') as organisation,
        coalesce(
            merged.municipalities,
            case
                when told_form.municipality <> '' then [told_form.municipality]
                when merged.municipality <> '' then [merged.municipality]
            end,
            []
        ) as areas
    from merged
    left join spelt on spelt.implementer_key = merged.implementer_key
    left join told_form on told_form.form_key = merged.implementer_key
),

known as (
    select
        merged.project_key,
        coalesce(code, merged.project_key) as code,
        coalesce(name, '') as name,
        coalesce(fund, '') as fund,
        coalesce(hierarchy, []) as hierarchy,
        coalesce(authority, '') as authority,
        first_ends_on,
        implementing.implementer,
        implementing.implementer_key,
        implementing.organisation,
        coalesce(node, '') as node,
        coalesce(development_area, '') as development_area,
        case
            when owner <> '' then owner
            when list_contains($owners::varchar[], implementing.organisation)
                then implementing.organisation
            else ''
        end as owner,
        areas,
        coalesce(summary, '') as summary,
        list_sort(list_distinct(flags)) as flags,
        coalesce(origin, 'starter') as origin,
        sources,
        is_own or implementing.organisation <> '' or list_has_any(areas, $areas::varchar[]) as is_own,
        is_example
    from merged
    inner join implementing on implementing.project_key = merged.project_key
)

select
    project_key, code, name, fund, hierarchy, authority, first_ends_on, implementer,
    implementer_key, organisation, node, development_area, owner, areas, summary, flags, origin,
    sources, is_own, is_example,
    strip_accents(lower(concat_ws(' ', project_key, code, name, implementer))) as searched,
    row_number() over (order by project_key) as order_code,
    row_number() over (order by name collate fi, project_key) as order_name,
    rank() over (order by fund) as order_fund,
    rank() over (order by implementer collate fi) as order_implementer,
    rank() over (order by owner) as order_owner,
    rank() over (order by development_area) as order_area
from known
order by order_code
