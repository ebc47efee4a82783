-- What:    evaluations as they stood at a row of the log, the one that opens last first
-- Params:  programme, as_of
-- Returns: id, seq, title, criteria, doer, occasion, convener, frozen_on, opens_on, closes_on, facts, frozen, first_recorded_at
with newest as (
    select
        id, seq, body,
        min(recorded_at) over (partition by id) as first_recorded_at
    from memory.rec_log
    where kind = 'evaluation' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.title' as title,
    body ->> '$.criteria' as criteria,
    body ->> '$.doer' as doer,
    body ->> '$.occasion' as occasion,
    body ->> '$.convener' as convener,
    body ->> '$.frozen_on' as frozen_on,
    body ->> '$.opens_on' as opens_on,
    body ->> '$.closes_on' as closes_on,
    body ->> '$.facts' as facts,
    body ->> '$.frozen' as frozen,
    try_cast(first_recorded_at as timestamp) as first_recorded_at
from newest
where body is not null and (body -> '$.withdrawn') is null
order by opens_on desc, seq desc
