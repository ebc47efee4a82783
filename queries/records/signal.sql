-- What:    early signals as they stood at a row of the log, those seen last first
-- Params:  programme, as_of
-- Returns: id, seq, title, observation, source, origin, url, theme, direction, horizon, likelihood, likelihood_reason, impact, impact_reason, area_ids, development_area, organisation, seen_on, state, action, begun_kind, begun_indicator, begun_area, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'signal' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.title' as title,
    body ->> '$.observation' as observation,
    body ->> '$.source' as source,
    body ->> '$.origin' as origin,
    body ->> '$.url' as url,
    body ->> '$.theme' as theme,
    body ->> '$.direction' as direction,
    body ->> '$.horizon' as horizon,
    body ->> '$.likelihood' as likelihood,
    body ->> '$.likelihood_reason' as likelihood_reason,
    body ->> '$.impact' as impact,
    body ->> '$.impact_reason' as impact_reason,
    body ->> '$.areas[*]' as area_ids,
    body ->> '$.development_area' as development_area,
    body ->> '$.organisation' as organisation,
    body ->> '$.seen_on' as seen_on,
    body ->> '$.state' as state,
    body ->> '$.action' as action,
    body ->> '$.begun_from.kind' as begun_kind,
    body ->> '$.begun_from.indicator' as begun_indicator,
    body ->> '$.begun_from.area' as begun_area,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seen_on desc, seq desc
