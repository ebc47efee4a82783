-- What:    appraisal rounds with the criteria they were opened with, as they stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, round, version, opened_on, hash, content, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'criteria_lock' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.round' as round,
    body ->> '$.version' as version,
    body ->> '$.opened_on' as opened_on,
    body ->> '$.hash' as hash,
    (body -> '$.content')::varchar as content,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by round desc, seq desc
