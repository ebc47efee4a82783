-- What:    what organisations think of ideas by the criteria, as it stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, round, idea, assessor, version, scores, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'idea_score' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.round' as round,
    body ->> '$.idea' as idea,
    body ->> '$.assessor' as assessor,
    body ->> '$.version' as version,
    (body -> '$.scores')::varchar as scores,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seq
