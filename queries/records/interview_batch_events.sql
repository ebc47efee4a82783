-- What:    what became of the batches of a wave up to a row of the log, in order: accepted, withdrawn, brought back
-- Params:  programme, wave, is_demonstration, as_of
-- Returns: seq, id, event, batch, recorded_at
with versions as (
    select
        id, seq, recorded_at,
        body ->> '$.withdrawn' as withdrawn,
        last_value(body ->> '$.batch' ignore nulls) over earlier as batch,
        last_value(body ->> '$.wave' ignore nulls) over earlier as wave,
        last_value(
            case when (body -> '$.withdrawn') is null
                then coalesce(try_cast(body ->> '$.is_demonstration' as boolean), false) end
            ignore nulls
        ) over earlier as demonstration,
        row_number() over (partition by id order by seq) as n
    from memory.rec_log
    where kind = 'interview_batch' and programme = $programme and body is not null
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    window earlier as (partition by id order by seq)
)
select
    seq, id,
    case
        when withdrawn is not null then 'withdrawn'
        when n = 1 then 'accepted'
        else 'brought_back'
    end as event,
    batch,
    try_cast(recorded_at as timestamp) as recorded_at
from versions
where wave = $wave and demonstration = $is_demonstration
order by seq
