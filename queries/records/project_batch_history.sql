-- What:    what became of one list of projects up to a row of the log, in order: accepted, withdrawn, brought back
-- Params:  programme, id, as_of
-- Returns: seq, event, reason, recorded_at, recorded_by, source
with versions as (
    select
        seq, recorded_at, recorded_by, source,
        body ->> '$.withdrawn' as withdrawn,
        row_number() over (order by seq) as n
    from memory.rec_log
    where kind = 'project_batch' and programme = $programme and id = $id and body is not null
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
)
select
    seq,
    case
        when withdrawn is not null then 'withdrawn'
        when n = 1 then 'accepted'
        else 'brought_back'
    end as event,
    coalesce(withdrawn, '') as reason,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by,
    source
from versions
order by seq
