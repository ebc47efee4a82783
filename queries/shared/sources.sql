-- What:    state of every source: what it was updated, when it was fetched, and whether the last attempt failed
-- Params:  none
-- Returns: source_id, connector, url, table_name, rhythm, next_release, producer_updated, fetched_at, checked_at, origin, last_error, last_error_at
select
    source_id, connector, url, table_name, rhythm, next_release, producer_updated, fetched_at,
    checked_at, origin, last_error, last_error_at
from dim_source
order by source_id
