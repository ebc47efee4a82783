-- What:    decisions on editions as they stood at a row of the log, the latest first
-- Params:  programme, as_of
-- Returns: id, seq, meeting, edition, organisation, decided_on, decision, remarks, content, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'approval' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.meeting' as meeting,
    body ->> '$.edition' as edition,
    body ->> '$.organisation' as organisation,
    body ->> '$.decided_on' as decided_on,
    body ->> '$.decision' as decision,
    body ->> '$.remarks' as remarks,
    body ->> '$.content' as content,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by decided_on desc, seq desc
