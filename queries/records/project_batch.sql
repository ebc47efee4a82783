-- What:    every list of projects as it stood at a row of the log, also withdrawn ones, the latest accepted first
-- Params:  programme, as_of
-- Returns: id, seq, first_seq, batch, format, list_date, file_name, file_sha256, projects, refused, totals, state, reason, accepted_at, accepted_by, recorded_at, recorded_by
with versions as (
    select
        id, seq, body, recorded_at, recorded_by,
        body ->> '$.withdrawn' as withdrawn
    from memory.rec_log
    where kind = 'project_batch' and programme = $programme and body is not null
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
),
described as (
    select
        id,
        arg_max(body, seq) as body,
        min(seq) as first_seq,
        min(recorded_at) as accepted_at,
        arg_min(recorded_by, seq) as accepted_by
    from versions
    where withdrawn is null
    group by id
),
newest as (
    select
        id, seq, withdrawn, recorded_at, recorded_by,
        count(withdrawn) over (partition by id) > 0 as was_withdrawn
    from versions
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, newest.seq, described.first_seq,
    described.body ->> '$.batch' as batch,
    coalesce(described.body ->> '$.format', '') as format,
    coalesce(described.body ->> '$.list_date', '') as list_date,
    coalesce(described.body ->> '$.file_name', '') as file_name,
    coalesce(described.body ->> '$.file_sha256', '') as file_sha256,
    coalesce(try_cast(described.body ->> '$.projects' as bigint), 0) as projects,
    coalesce(try_cast(described.body ->> '$.refused' as bigint), 0) as refused,
    (described.body -> '$.totals')::varchar as totals,
    case
        when newest.withdrawn is not null then 'withdrawn'
        when newest.was_withdrawn then 'brought_back'
        else 'accepted'
    end as state,
    coalesce(newest.withdrawn, '') as reason,
    try_cast(described.accepted_at as timestamp) as accepted_at,
    described.accepted_by,
    try_cast(newest.recorded_at as timestamp) as recorded_at,
    newest.recorded_by
from newest
join described using (id)
where regexp_full_match(described.body ->> '$.batch', '[0-9a-f]{32}')
order by described.first_seq desc
