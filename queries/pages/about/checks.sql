-- What:    results of the checks that this version passed through
-- Params:  none
-- Returns: check_id, title, severity, passed, bad_rows, sample
select check_id, title, severity, passed, bad_rows, sample
from chk_result
order by passed, severity, check_id
