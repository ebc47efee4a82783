-- What:    the figures of some periods, each of one indicator, to be laid beside those of another version; of some areas, or of all where none is named
-- Params:  indicator_ids, periods, area_ids
-- Returns: indicator_id, area_id, period, value, status
with wanted as (
    select unnest($indicator_ids::varchar[]) as indicator_id, unnest($periods::varchar[]) as period
)

select facts.indicator_id, facts.area_id, facts.period, facts.value, facts.status
from fct_observation_by_area as facts
semi join wanted
    on wanted.indicator_id = facts.indicator_id and wanted.period = facts.period
where $area_ids is null or facts.area_id in (select unnest($area_ids))
