-- What:    conclusions of consequence analyses as they stood at a row of the log, in the order in which they were first entered
-- Params:  programme, as_of
-- Returns: id, seq, box, area, text, development_areas, projects, measures, indicator, decided_on, recorded_at, recorded_by
with told as (
    select id, seq, body, recorded_at, recorded_by, min(seq) over (partition by id) as first_seq
    from memory.rec_log
    where kind = 'impact_statement' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.box' as box,
    body ->> '$.area' as area,
    body ->> '$.text' as text,
    body ->> '$.development_areas[*]' as development_areas,
    body ->> '$.projects[*]' as projects,
    body ->> '$.measures' as measures,
    body ->> '$.indicator' as indicator,
    body ->> '$.decided_on' as decided_on,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from told
where body is not null and (body -> '$.withdrawn') is null
order by first_seq
