-- What:    indicators that have figures
-- Params:  none
-- Returns: indicator_id, first_period, latest_period, area_count, observation_count
select indicator_id, first_period, latest_period, area_count, observation_count
from dim_indicator
where observation_count > 0
order by theme_order, indicator_order, indicator_id
