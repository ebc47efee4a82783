-- What:    decision points and milestones of projects as they stood at a row of the log, in time
-- Params:  programme, as_of
-- Returns: id, seq, project, milestone_type, phase, text, due, done, outcome, note, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project_milestone' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.project' as project,
    body ->> '$.type' as milestone_type,
    body ->> '$.phase' as phase,
    body ->> '$.text' as text,
    body ->> '$.due' as due,
    body ->> '$.done' as done,
    body ->> '$.outcome' as outcome,
    body ->> '$.note' as note,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by due, seq
