-- What:    goals of projects as they stood at a row of the log, those due first before others
-- Params:  programme, as_of
-- Returns: id, seq, project, goal_level, text, measure, indicator, baseline, target, due, reached, seen_on, note, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project_goal' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.project' as project,
    body ->> '$.level' as goal_level,
    body ->> '$.text' as text,
    body ->> '$.measure' as measure,
    body ->> '$.indicator' as indicator,
    try_cast(body ->> '$.baseline' as double) as baseline,
    try_cast(body ->> '$.target' as double) as target,
    body ->> '$.due' as due,
    try_cast(body ->> '$.reached' as double) as reached,
    body ->> '$.seen_on' as seen_on,
    body ->> '$.note' as note,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by due nulls last, seq
