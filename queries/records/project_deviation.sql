-- What:    deviations of projects as they stood at a row of the log, the latest noticed first
-- Params:  programme, as_of
-- Returns: id, seq, project, noticed, deviation_type, measure, text, cause, action, due, state, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project_deviation' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.project' as project,
    body ->> '$.noticed' as noticed,
    body ->> '$.type' as deviation_type,
    body ->> '$.measure' as measure,
    body ->> '$.text' as text,
    body ->> '$.cause' as cause,
    body ->> '$.action' as action,
    body ->> '$.due' as due,
    body ->> '$.state' as state,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by noticed desc, seq desc
