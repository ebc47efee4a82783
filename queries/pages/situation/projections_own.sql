-- What:    our own projections of some indicators in some areas, beside the naive ones
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, period, horizon, value, low80, high80, low95, high95, naive
select indicator_id, area_id, period, horizon, value, low80, high80, low95, high95, naive
from fct_projection
where
    indicator_id in (select unnest($indicator_ids))
    and area_id in (select unnest($area_ids))
order by indicator_id, area_id, horizon
