-- What:    every version of what is done about one need, as it stood at a row of the log, the newest first
-- Params:  programme, id, as_of
-- Returns: seq, subject, firm, municipality, raised, service_group, organisation, due, state, answered, outcome, follow_up, text, is_withdrawn, reason, recorded_at, recorded_by, source
select
    seq,
    body ->> '$.subject' as subject,
    body ->> '$.firm' as firm,
    body ->> '$.municipality' as municipality,
    body ->> '$.raised' as raised,
    body ->> '$.service_group' as service_group,
    body ->> '$.organisation' as organisation,
    body ->> '$.due' as due,
    body ->> '$.state' as state,
    body ->> '$.answered' as answered,
    body ->> '$.outcome' as outcome,
    body ->> '$.follow_up' as follow_up,
    body ->> '$.text' as text,
    (body -> '$.withdrawn') is not null as is_withdrawn,
    body ->> '$.withdrawn' as reason,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by,
    source
from memory.rec_log
where kind = 'need' and programme = $programme and id = $id
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
order by seq desc
