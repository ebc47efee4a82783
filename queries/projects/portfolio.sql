-- What:    one page of the projects that fit a filter, in order, with how many fit and their figures together
-- Params:  words, areas, owners, funds, states, development_areas, nodes, baskets, flags, own_only, running_on, sort, measure, descending, skip, take
-- Returns: matching, totals, paid_from, paid_by, project_key, code, name, fund, implementer, owner, development_area, areas, state, state_on, starts_on, ends_on, planned, realised, paid_on, origin, flags, is_own
with matching as (
    select
        planned,
        realised,
        paid_on,
        order_code,
        (case $sort
            when 'code' then order_code
            when 'name' then order_name
            when 'fund' then nullif(order_fund, 0)
            when 'implementer' then case when implementer <> '' then order_implementer end
            when 'owner' then case when owner <> '' then order_owner end
            when 'development_area' then case when development_area <> '' then order_area end
            when 'state' then case when state <> '' then order_state end
            when 'start' then date_diff('day', date '1900-01-01', starts_on)
            when 'end' then date_diff('day', date '1900-01-01', ends_on)
            when 'planned' then planned[$measure]
            when 'realised' then realised[$measure]
            when 'absorption' then realised[$measure] / nullif(planned[$measure], 0)
        end)::double as place
    from prj_register
    where list_bool_and(list_transform($words::varchar[], lambda word: contains(searched, word)))
            is not false
        and (len($areas) = 0 or list_has_any(areas, $areas))
        and (len($owners) = 0 or list_contains($owners, owner))
        and (len($funds) = 0 or list_contains($funds, fund))
        and (len($states) = 0 or list_contains($states, state))
        and (len($development_areas) = 0 or list_contains($development_areas, development_area))
        and (len($nodes) = 0 or list_contains($nodes, node))
        and (len($baskets) = 0 or list_has_any(baskets, $baskets))
        and (len($flags) = 0 or list_has_any(flags, $flags))
        and (is_own or not $own_only)
        and (
            $running_on::date is null
            or (starts_on <= $running_on::date and (ends_on is null or ends_on >= $running_on::date))
        )
),

entries as (
    select 'planned' as side, unnest(map_entries(planned)) as entry
    from matching
    union all
    select 'realised' as side, unnest(map_entries(realised)) as entry
    from matching
    union all
    -- what came where none was planned is no part of a share of the plans
    select
        'of_plans' as side,
        unnest(list_filter(map_entries(realised), lambda told: planned[told.key] > 0)) as entry
    from matching
),

sums as (
    select side, entry.key as measure, sum(entry.value) as value,
        count(*) filter (where side <> 'planned' or entry.value > 0) as n
    from entries
    group by side, entry.key
),

totals as (
    select
        (select count(*) from matching) as matching,
        (select min(paid_on) from matching) as paid_from,
        (select max(paid_on) from matching) as paid_by,
        (select to_json(list(struct_pack(side, measure, value, n)))::varchar from sums) as totals
),

page as (
    select order_code, place
    from matching
    order by case when $descending then -place else place end nulls last, order_code
    limit $take offset $skip
)

select
    totals.matching,
    totals.totals,
    totals.paid_from,
    totals.paid_by,
    one.project_key,
    one.code,
    one.name,
    one.fund,
    one.implementer,
    one.owner,
    one.development_area,
    one.areas,
    one.state,
    one.state_on,
    one.starts_on,
    one.ends_on,
    to_json(one.planned)::varchar as planned,
    to_json(one.realised)::varchar as realised,
    one.paid_on,
    one.origin,
    one.flags,
    one.is_own
from totals
left join page on true
left join prj_register as one on one.order_code = page.order_code
order by case when $descending then -page.place else page.place end nulls last, page.order_code
