-- What:    grades of evaluations as they stood at a row of the log, in the order in which they were first given
-- Params:  programme, as_of
-- Returns: id, seq, evaluation, criterion, grade, reason, recorded_at
with newest as (
    select
        id, seq, body, recorded_at,
        min(seq) over (partition by id) as first_seq
    from memory.rec_log
    where kind = 'evaluation_grade' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.evaluation' as evaluation,
    body ->> '$.criterion' as criterion,
    body ->> '$.grade' as grade,
    body ->> '$.reason' as reason,
    try_cast(recorded_at as timestamp) as recorded_at
from newest
where body is not null and (body -> '$.withdrawn') is null
order by first_seq
