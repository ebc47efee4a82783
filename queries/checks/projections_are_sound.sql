-- What:     projections lie within their intervals and bounds, follow the newest figure without a hole, beside it as the naive one, and stand only where nothing speaks against them
-- Severity: stop
-- Action:   build again; if it stays, etl/projecting.py or seutukuva/forecasting is wrong
-- Params:   none
-- Returns:  what, indicator_id, area_id, detail
with
series as (
    select distinct indicator_id, area_id
    from fct_observation
    where isfinite(value)
),

-- A figure that is itself beyond a bound is told by other checks.
extremes as (
    select indicator_id, min(value) as lowest, max(value) as highest
    from fct_observation
    group by indicator_id
),

points as (
    select
        projection.*,
        dim_indicator.display,
        dim_indicator.unit_en = '%'
        and regexp_matches(projection.indicator_id, '(^|_)share(_|$)') as is_share
    from fct_projection as projection
    inner join dim_indicator on dim_indicator.indicator_id = projection.indicator_id
),

counted as (
    select
        indicator_id,
        area_id,
        count(*) as shown,
        min(horizon) as first,
        max(horizon) as last,
        count(distinct horizon) as horizons
    from fct_projection
    group by indicator_id, area_id
),

-- Years, or months counted from year 0: so many periods after the newest figure lies each horizon.
placed as (
    select
        projection.indicator_id,
        projection.area_id,
        projection.period,
        projection.horizon,
        projection.naive,
        state.origin_period,
        12 * try_cast(left(projection.period, 4) as integer)
        + coalesce(try_cast(substr(projection.period, 6) as integer), 0) as at_month,
        12 * try_cast(left(state.origin_period, 4) as integer)
        + coalesce(try_cast(substr(state.origin_period, 6) as integer), 0) as origin_month,
        case when length(projection.period) = 4 then 12 else 1 end as months
    from fct_projection as projection
    inner join dim_projection as state
        on
            state.indicator_id = projection.indicator_id
            and state.area_id = projection.area_id
)

select 'interval' as what, indicator_id, area_id, period as detail
from points
where not coalesce(
    low95 <= low80 and low80 <= value and value <= high80 and high80 <= high95
    and isfinite(low95) and isfinite(high95) and isfinite(naive),
    false
)
union all
select 'bounds' as what, points.indicator_id, points.area_id, points.period as detail
from points
inner join extremes on extremes.indicator_id = points.indicator_id
where
    points.display = 'level'
    and (
        (points.low95 < 0 and extremes.lowest >= 0)
        or (points.is_share and points.high95 > 100 and extremes.highest <= 100)
    )
union all
select 'hole' as what, indicator_id, area_id, shown::varchar as detail
from counted
where first <> 1 or last <> shown or horizons <> shown
union all
select 'hole' as what, indicator_id, area_id, period as detail
from placed
where coalesce(at_month <> origin_month + horizon * months, true)
union all
select 'naive' as what, placed.indicator_id, placed.area_id, placed.period as detail
from placed
inner join fct_observation as newest
    on
        newest.indicator_id = placed.indicator_id
        and newest.area_id = placed.area_id
        and newest.period = placed.origin_period
where
    placed.months = 12
    and not coalesce(abs(placed.naive - newest.value) <= 1e-9 * abs(newest.value), false)
union all
select 'skill' as what, indicator_id, pool as area_id, horizon::varchar as detail
from fct_projection_skill
where
    not coalesce(
        mase >= 0 and mase_naive >= 0 and isfinite(mase) and isfinite(mase_naive)
        and coverage80 between 0 and 1 and coverage95 between coverage80 and 1 and errors > 0,
        false
    )
union all
select 'reason' as what, state.indicator_id, state.area_id, state.reason as detail
from dim_projection as state
left join counted
    on counted.indicator_id = state.indicator_id and counted.area_id = state.area_id
where
    coalesce(counted.shown, 0) <> state.shown
    or (state.reason = '') <> (state.shown > 0)
    or (state.method = '') <> (state.shown = 0)
    or (state.shown > 0) <> (state.mase is not null)
union all
select 'series' as what, series.indicator_id, series.area_id, 'no state' as detail
from series
semi join dim_projection on dim_projection.indicator_id = series.indicator_id
anti join dim_projection as state
    on state.indicator_id = series.indicator_id and state.area_id = series.area_id
union all
select 'series' as what, counted.indicator_id, counted.area_id, 'no state' as detail
from counted
anti join dim_projection as state
    on state.indicator_id = counted.indicator_id and state.area_id = counted.area_id
order by what, indicator_id, area_id, detail
