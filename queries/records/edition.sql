-- What:    the meetings' editions as they stood at a row of the log, the newest name first
-- Params:  programme, as_of
-- Returns: id, row, name, meeting, round, version, seq, chain_hash, content_hash, day, state, state_on, organisation, reason, missing, fingerprint, program, areas, recorded_at
with newest as (
    select id, seq, body, recorded_at
    from memory.rec_log
    where kind = 'edition' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id,
    seq as row,
    body ->> '$.name' as name,
    body ->> '$.meeting' as meeting,
    body ->> '$.round' as round,
    body ->> '$.version' as version,
    try_cast(body ->> '$.seq' as bigint) as seq,
    body ->> '$.chain_hash' as chain_hash,
    body ->> '$.content_hash' as content_hash,
    body ->> '$.day' as day,
    body ->> '$.state' as state,
    body ->> '$.state_on' as state_on,
    body ->> '$.organisation' as organisation,
    body ->> '$.reason' as reason,
    body ->> '$.missing[*]' as missing,
    body ->> '$.fingerprint' as fingerprint,
    body ->> '$.program' as program,
    body ->> '$.areas[*]' as areas,
    recorded_at
from newest
where body is not null and (body -> '$.withdrawn') is null
order by name desc, seq
