-- What:    what became of early signals by each round, as it stood at a row of the log, the latest round first
-- Params:  programme, as_of
-- Returns: id, seq, signal, round, outcome, text, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'signal_review' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.signal' as signal,
    body ->> '$.round' as round,
    body ->> '$.outcome' as outcome,
    body ->> '$.text' as text,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by round desc, seq desc
