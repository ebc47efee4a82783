-- What:    advisers' summaries as they stood at a row of the log, the latest round first
-- Params:  programme, as_of
-- Returns: id, seq, organisation, round, development_area, outlook, themes, text, versions, recorded_at, recorded_by
with versions as (
    select
        id, seq, body, recorded_at, recorded_by,
        count(*) over (partition by id) as versions
    from memory.rec_log
    where kind = 'adviser_summary' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.organisation' as organisation,
    body ->> '$.round' as round,
    body ->> '$.development_area' as development_area,
    body ->> '$.outlook' as outlook,
    body ->> '$.themes[*]' as themes,
    body ->> '$.text' as text,
    versions,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from versions
where body is not null and (body -> '$.withdrawn') is null
order by round desc, organisation, seq
