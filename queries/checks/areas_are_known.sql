-- What:     areas of an answer that the division does not know: their figures are left out
-- Severity: warn
-- Action:   add the areas to data/definitions/areas.csv, or narrow the source's areas
-- Params:   none
-- Returns:  snapshot_id, area_id, rows
select snapshot_id, what as area_id, rows
from raw_reject
where reason = 'unknown_area'
order by rows desc, snapshot_id, area_id
