-- What:    decisions on targets of KPIs as they stood at a row of the log: what each record said at first, and whether and when it was withdrawn
-- Params:  programme, as_of
-- Returns: id, seq, development_area, kpi, area, baseline, baseline_period, target, target_period, decided_on, reason, recorded_at, recorded_by, source, withdrawn_at, withdrawn_by, withdrawn_reason
with told as (
    select id, seq, body, recorded_at, recorded_by, source, (body -> '$.withdrawn') is not null as is_gone
    from memory.rec_log
    where kind = 'kpi_target' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
        and body is not null
),
-- A decision is never overwritten: whatever was saved over it, its first version is what was decided.
first as (
    select * from told where not is_gone
    qualify row_number() over (partition by id order by seq) = 1
),
-- Withdrawn unless something was saved after: then it has been brought back.
newest as (
    select id, is_gone, body ->> '$.withdrawn' as withdrawn, recorded_at, recorded_by from told
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    f.id, f.seq,
    f.body ->> '$.development_area' as development_area,
    f.body ->> '$.kpi' as kpi,
    f.body ->> '$.area' as area,
    try_cast(f.body ->> '$.baseline' as double) as baseline,
    f.body ->> '$.baseline_period' as baseline_period,
    try_cast(f.body ->> '$.target' as double) as target,
    f.body ->> '$.target_period' as target_period,
    f.body ->> '$.decided_on' as decided_on,
    f.body ->> '$.reason' as reason,
    try_cast(f.recorded_at as timestamp) as recorded_at,
    f.recorded_by, f.source,
    case when n.is_gone then try_cast(n.recorded_at as timestamp) end as withdrawn_at,
    case when n.is_gone then n.recorded_by end as withdrawn_by,
    case when n.is_gone then n.withdrawn end as withdrawn_reason
from first f
join newest n using (id)
order by decided_on desc, f.seq desc
