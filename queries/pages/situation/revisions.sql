-- What:    figures of one indicator and area that the producer has changed, each with the values given before
-- Params:  indicator_id, area_id
-- Returns: period, vintage, value, status
select period, vintage, value, status
from fct_vintage
where indicator_id = $indicator_id and area_id = $area_id
order by period desc, vintage
