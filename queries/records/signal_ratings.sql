-- What:    how every version of an early signal was rated, the oldest first, up to a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, state, likelihood, impact, recorded_at
select
    id, seq,
    body ->> '$.state' as state,
    body ->> '$.likelihood' as likelihood,
    body ->> '$.impact' as impact,
    try_cast(recorded_at as timestamp) as recorded_at
from memory.rec_log
where kind = 'signal' and programme = $programme
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
    and body is not null and (body -> '$.withdrawn') is null
order by seq
