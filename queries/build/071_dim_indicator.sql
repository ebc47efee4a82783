-- What:    every defined indicator with the extent of its figures
-- Makes:   dim_indicator
create table dim_indicator as
with
extent as (
    select
        indicator_id,
        arg_max(period, period_start) as latest_period,
        arg_min(period, period_start) as first_period,
        count(distinct area_id) as area_count,
        count(*) as observation_count
    from fct_observation
    where value is not null
    group by indicator_id
)

select
    indicator.indicator_id,
    indicator.theme_id,
    indicator.theme_order,
    indicator.indicator_order,
    indicator.title_fi,
    indicator.title_sv,
    indicator.title_en,
    indicator.title_nb,
    indicator.unit_fi,
    indicator.unit_sv,
    indicator.unit_en,
    indicator.unit_nb,
    indicator.decimals,
    indicator.polarity,
    indicator.period_kind,
    indicator.age_base,
    indicator.display,
    indicator.aggregation,
    indicator.source_id,
    extent.latest_period,
    extent.first_period,
    coalesce(extent.area_count, 0) as area_count,
    coalesce(extent.observation_count, 0) as observation_count
from def_indicator as indicator
left join extent on extent.indicator_id = indicator.indicator_id
order by indicator.theme_order, indicator.indicator_order, indicator.indicator_id;
