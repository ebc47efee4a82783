-- What:    decisions on project ideas as they stood at a row of the log, the latest first
-- Params:  programme, as_of
-- Returns: id, seq, idea, stage, decided_on, decided_by, outcome, amount, conditions, reason, departs_because, appraised, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'idea_decision' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.idea' as idea,
    body ->> '$.stage' as stage,
    body ->> '$.decided_on' as decided_on,
    body ->> '$.decided_by' as decided_by,
    body ->> '$.outcome' as outcome,
    try_cast(body ->> '$.amount' as double) as amount,
    body ->> '$.conditions' as conditions,
    body ->> '$.reason' as reason,
    body ->> '$.departs_because' as departs_because,
    (body -> '$.appraised')::varchar as appraised,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by decided_on desc, seq desc
