-- What:    reports of projects, due or received, as they stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, project, report_type, due, received, counted_until, realised, forecast, is_verified, results, continuation, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'project_report' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.project' as project,
    body ->> '$.type' as report_type,
    body ->> '$.due' as due,
    body ->> '$.received' as received,
    body ->> '$.until' as counted_until,
    (body -> '$.realised')::varchar as realised,
    (body -> '$.forecast')::varchar as forecast,
    coalesce(try_cast(body ->> '$.is_verified' as boolean), false) as is_verified,
    body ->> '$.results' as results,
    body ->> '$.continuation' as continuation,
    recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seq
