-- What:    outlook marks as they stood at a row of the log, the latest round first
-- Params:  programme, as_of
-- Returns: id, seq, round, area, theme, horizon, score, reason, author_group, evidence, figures, versions, recorded_at, recorded_by
with newest as (
    select
        id, seq, body, recorded_at, recorded_by,
        count(*) over (partition by id) as versions
    from memory.rec_log
    where kind = 'outlook_mark' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.round' as round,
    body ->> '$.area' as area,
    body ->> '$.theme' as theme,
    body ->> '$.horizon' as horizon,
    body ->> '$.score' as score,
    body ->> '$.reason' as reason,
    body ->> '$.group' as author_group,
    body ->> '$.evidence[*]' as evidence,
    body ->> '$.figures' as figures,
    versions,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by round desc, area, theme, horizon, author_group
