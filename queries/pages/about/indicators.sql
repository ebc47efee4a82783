-- What:    every indicator with the extent of its figures
-- Params:  none
-- Returns: indicator_id, source_id, first_period, latest_period, area_count, observation_count
select indicator_id, source_id, first_period, latest_period, area_count, observation_count
from dim_indicator
order by theme_order, indicator_order, indicator_id
