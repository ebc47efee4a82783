-- What:    every breakdown by age and sex with its source and the extent of its figures
-- Params:  none
-- Returns: breakdown_id, theme_id, title_fi, title_sv, title_en, title_nb, total_indicator_id, source_id, first_period, latest_period, area_count, figure_count
select
    breakdown_id,
    theme_id,
    title_fi,
    title_sv,
    title_en,
    title_nb,
    total_indicator_id,
    source_id,
    first_period,
    latest_period,
    area_count,
    figure_count
from dim_breakdown
order by breakdown_order, breakdown_id
