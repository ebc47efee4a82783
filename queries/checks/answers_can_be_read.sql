-- What:     stored answers that can no longer be read: their figures are left out
-- Severity: warn
-- Action:   run: python -m etl verify; fetch the source again with --force
-- Params:   none
-- Returns:  snapshot_id, problem
select snapshot_id, what as problem
from raw_reject
where reason = 'unreadable'
order by snapshot_id
