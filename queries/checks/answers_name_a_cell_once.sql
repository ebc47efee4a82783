-- What:     no answer and no starter file gives two figures for one indicator, area and period
-- Severity: stop
-- Action:   correct the starter file; for an answer, check the source's areas and dimensions
-- Params:   none
-- Returns:  snapshot_id, indicator_id, rows
select snapshot_id, what as indicator_id, rows
from raw_reject
where reason = 'repeated'
order by snapshot_id, indicator_id
