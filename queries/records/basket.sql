-- What:    baskets of projects as they stood at a row of the log, by name
-- Params:  programme, as_of
-- Returns: id, seq, name, purpose, owner_group, started, ended, report, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'basket' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.name' as name,
    body ->> '$.purpose' as purpose,
    body ->> '$.owner_group' as owner_group,
    body ->> '$.started' as started,
    body ->> '$.ended' as ended,
    body ->> '$.report' as report,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by name, seq
