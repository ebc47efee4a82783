-- What:    what was said on items of agendas, as it stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, meeting, round, item, subject, text, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'meeting_note' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.meeting' as meeting,
    body ->> '$.round' as round,
    body ->> '$.item' as item,
    body ->> '$.subject' as subject,
    body ->> '$.text' as text,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seq
