-- What:    actions of meetings as they stood at a row of the log, in the order in which they were first written
-- Params:  programme, as_of
-- Returns: id, seq, meeting, round, text, owner, due, state, outcome, done_on, development_area, origin, recorded_at, recorded_by
with newest as (
    select
        id, seq, body, recorded_at, recorded_by,
        min(seq) over (partition by id) as first_seq
    from memory.rec_log
    where kind = 'action' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.meeting' as meeting,
    body ->> '$.round' as round,
    body ->> '$.text' as text,
    body ->> '$.owner' as owner,
    body ->> '$.due' as due,
    body ->> '$.state' as state,
    body ->> '$.outcome' as outcome,
    body ->> '$.done_on' as done_on,
    body ->> '$.development_area' as development_area,
    body ->> '$.origin' as origin,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by first_seq
