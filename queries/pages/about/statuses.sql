-- What:    how many figures have which status
-- Params:  none
-- Returns: status, n
select status, n
from agg_status
order by n desc, status
