-- What:    every indicator with its source and the extent of its figures
-- Params:  none
-- Returns: indicator_id, theme_id, title_fi, title_sv, title_en, title_nb, unit_fi, unit_sv, unit_en, unit_nb, source_id, first_period, latest_period, area_count, observation_count
select
    indicator_id,
    theme_id,
    title_fi,
    title_sv,
    title_en,
    title_nb,
    unit_fi,
    unit_sv,
    unit_en,
    unit_nb,
    source_id,
    first_period,
    latest_period,
    area_count,
    observation_count
from dim_indicator
order by theme_order, indicator_order, indicator_id
