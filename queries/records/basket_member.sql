-- What:    the times that projects are in baskets, as they stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, basket, project, since, last_day, note, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'basket_member' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.basket' as basket,
    body ->> '$.project' as project,
    body ->> '$.since' as since,
    body ->> '$.until' as last_day,
    body ->> '$.note' as note,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by since, seq
