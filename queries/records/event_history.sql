-- What:    every version of one event as it stood at a row of the log, the newest first
-- Params:  programme, id, as_of
-- Returns: seq, title, event_kind, date_from, date_to, area_ids, indicator_ids, text, url, is_withdrawn, reason, recorded_at, recorded_by, source
select
    seq,
    body ->> '$.title' as title,
    body ->> '$.kind' as event_kind,
    body ->> '$.date_from' as date_from,
    body ->> '$.date_to' as date_to,
    body ->> '$.areas[*]' as area_ids,
    body ->> '$.indicators[*]' as indicator_ids,
    body ->> '$.text' as text,
    body ->> '$.url' as url,
    (body -> '$.withdrawn') is not null as is_withdrawn,
    body ->> '$.withdrawn' as reason,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by,
    source
from memory.rec_log
where kind = 'event' and programme = $programme and id = $id
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
order by seq desc
