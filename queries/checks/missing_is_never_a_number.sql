-- What:     a figure is empty exactly when its status says why, so nothing missing looks like zero
-- Severity: stop
-- Action:   correct the row in the starter file, or the connector's reading of the symbol
-- Params:   none
-- Returns:  indicator_id, area_id, period, value, status
select indicator_id, area_id, period, value, status
from fct_observation
where
    (value is null)
    <> (status in ('missing', 'not_applicable', 'confidential', 'not_published'))
    or isnan(value)
    or isinf(value)
order by indicator_id, area_id, period
