-- What:     the two orders of the facts hold the same rows
-- Severity: stop
-- Action:   build again; if it stays, queries/build/060_fct_observation.sql is wrong
-- Params:   none
-- Returns:  indicator_id, rows_by_indicator, rows_by_area
with
by_indicator as (
    select
        indicator_id,
        count(*) as rows,
        bit_xor(hash(area_id, period, period_start, value, status, origin, snapshot_id)) as content
    from fct_observation
    group by indicator_id
),

by_area as (
    select
        indicator_id,
        count(*) as rows,
        bit_xor(hash(area_id, period, period_start, value, status, origin, snapshot_id)) as content
    from fct_observation_by_area
    group by indicator_id
)

select
    coalesce(by_indicator.indicator_id, by_area.indicator_id) as indicator_id,
    coalesce(by_indicator.rows, 0) as rows_by_indicator,
    coalesce(by_area.rows, 0) as rows_by_area
from by_indicator
full join by_area on by_area.indicator_id = by_indicator.indicator_id
where
    by_indicator.rows is distinct from by_area.rows
    or by_indicator.content is distinct from by_area.content
order by indicator_id
