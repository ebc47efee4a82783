-- What:    every version of a project idea that was not withdrawn afterwards, up to a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, title, description, origin, development_area, node, owner, partners, area_ids, money_total, money_eu_state, jobs, firms, stage, stage_on, stage_reason, project, needs, recorded_at, recorded_by
with versions as (
    select
        id, seq, body, recorded_at, recorded_by,
        last_value(body is null or (body -> '$.withdrawn') is not null) over (
            partition by id order by seq rows between unbounded preceding and unbounded following
        ) as is_gone
    from memory.rec_log
    where kind = 'idea' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
)
select
    id, seq,
    body ->> '$.title' as title,
    body ->> '$.description' as description,
    body ->> '$.origin' as origin,
    body ->> '$.development_area' as development_area,
    body ->> '$.node' as node,
    body ->> '$.owner' as owner,
    body ->> '$.partners' as partners,
    body ->> '$.areas[*]' as area_ids,
    try_cast(body ->> '$.money_total' as double) as money_total,
    try_cast(body ->> '$.money_eu_state' as double) as money_eu_state,
    try_cast(body ->> '$.jobs' as double) as jobs,
    try_cast(body ->> '$.firms' as double) as firms,
    body ->> '$.stage' as stage,
    body ->> '$.stage_on' as stage_on,
    body ->> '$.stage_reason' as stage_reason,
    body ->> '$.project' as project,
    body ->> '$.needs[*]' as needs,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from versions
where not is_gone and body is not null and (body -> '$.withdrawn') is null
order by id, seq
