-- What:    events and annotations as they stood at a row of the log, the latest first
-- Params:  programme, as_of
-- Returns: id, seq, title, event_kind, date_from, date_to, area_ids, indicator_ids, text, url, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'event' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.title' as title,
    body ->> '$.kind' as event_kind,
    body ->> '$.date_from' as date_from,
    body ->> '$.date_to' as date_to,
    body ->> '$.areas[*]' as area_ids,
    body ->> '$.indicators[*]' as indicator_ids,
    body ->> '$.text' as text,
    body ->> '$.url' as url,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by date_from desc, seq desc
