-- What:    the raw answers that a snapshot consists of
-- Params:  snapshot_id
-- Returns: part, url, query, sha256, bytes
select part, url, query, sha256, bytes
from raw_part
where snapshot_id = $snapshot_id
order by part
