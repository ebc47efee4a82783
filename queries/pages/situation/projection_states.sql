-- What:    how each series is projected, or the reason why it is not
-- Params:  indicator_ids, area_ids
-- Returns: indicator_id, area_id, origin_period, first_period, figures, method, reason, shown, origins, mase, mase_naive, pool
select
    indicator_id,
    area_id,
    origin_period,
    first_period,
    figures,
    method,
    reason,
    shown,
    origins,
    mase,
    mase_naive,
    pool
from dim_projection
where
    indicator_id in (select unnest($indicator_ids))
    and area_id in (select unnest($area_ids))
order by indicator_id, area_id
