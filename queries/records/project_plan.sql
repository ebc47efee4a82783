-- What:    decisions about projects as they stood at a row of the log, the earliest first
-- Params:  programme, as_of
-- Returns: id, seq, project, decided_on, starts_on, ends_on, planned, decided_by, reason, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project_plan' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.project' as project,
    body ->> '$.decided_on' as decided_on,
    body ->> '$.start' as starts_on,
    body ->> '$.end' as ends_on,
    (body -> '$.planned')::varchar as planned,
    body ->> '$.decided_by' as decided_by,
    body ->> '$.reason' as reason,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by decided_on, seq
