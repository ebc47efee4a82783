-- What:    every version of one adviser summary, as it stood at a row of the log, the newest first
-- Params:  programme, id, as_of
-- Returns: seq, organisation, round, development_area, outlook, themes, text, is_withdrawn, reason, recorded_at, recorded_by, source
select
    seq,
    body ->> '$.organisation' as organisation,
    body ->> '$.round' as round,
    body ->> '$.development_area' as development_area,
    body ->> '$.outlook' as outlook,
    body ->> '$.themes[*]' as themes,
    body ->> '$.text' as text,
    (body -> '$.withdrawn') is not null as is_withdrawn,
    body ->> '$.withdrawn' as reason,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by,
    source
from memory.rec_log
where kind = 'adviser_summary' and programme = $programme and id = $id
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
order by seq desc
