-- What:    meetings as they stood at a row of the log, the latest first
-- Params:  programme, as_of
-- Returns: id, seq, type, round, held_on, title, convener, state, agenda, item_ids, item_titles, pages, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'meeting' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.type' as type,
    body ->> '$.round' as round,
    body ->> '$.held_on' as held_on,
    body ->> '$.title' as title,
    body ->> '$.convener' as convener,
    body ->> '$.state' as state,
    body ->> '$.agenda' as agenda,
    body ->> '$.items[*][0]' as item_ids,
    body ->> '$.items[*][1]' as item_titles,
    body ->> '$.pages[*]' as pages,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by held_on desc, seq desc
