-- What:    projects that people have entered or told more of, as they stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, code, name, fund, node, development_area, owner, implementer, partners, area_ids, state, starts_on, ends_on, phase, follows, funding, roles, aid_basis, summary, url, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.code' as code,
    body ->> '$.name' as name,
    body ->> '$.fund' as fund,
    body ->> '$.node' as node,
    body ->> '$.development_area' as development_area,
    body ->> '$.owner' as owner,
    body ->> '$.implementer' as implementer,
    body ->> '$.partners' as partners,
    body ->> '$.areas[*]' as area_ids,
    body ->> '$.state' as state,
    body ->> '$.start' as starts_on,
    body ->> '$.end' as ends_on,
    body ->> '$.phase' as phase,
    body ->> '$.follows' as follows,
    (body -> '$.funding')::varchar as funding,
    (body -> '$.roles')::varchar as roles,
    body ->> '$.aid_basis' as aid_basis,
    body ->> '$.summary' as summary,
    body ->> '$.url' as url,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seq
