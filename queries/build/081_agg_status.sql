-- What:    how many figures have which status
-- Makes:   agg_status
create table agg_status as
select status, count(*) as n
from fct_observation
group by status
order by status;
