-- What:    border layers that were fetched
-- Params:  none
-- Returns: layer_id, division_year, file, source_id, fetched_at
select layer_id, division_year, file, source_id, fetched_at
from geo_layer
order by layer_id, division_year
