-- What:    how many figures of each indicator have which status
-- Params:  none
-- Returns: status, n
select status, count(*) as n
from fct_observation
group by status
order by n desc, status
