-- What:    figures of several areas side by side, each indicator at the newest period that any of them has
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, period, value, status
with asked as (
    select indicator_id, area_id, period, period_start, value, status
    from fct_observation_by_area
    where area_id in (select unnest($area_ids))
        and indicator_id in (select unnest($indicator_ids))
),

newest as (
    select indicator_id, max_by(period, period_start) as period
    from asked
    where value is not null
    group by indicator_id
)

select a.indicator_id, a.area_id, a.period, a.value, a.status
from asked as a
inner join newest as n on n.indicator_id = a.indicator_id and n.period = a.period
order by a.indicator_id, a.area_id
