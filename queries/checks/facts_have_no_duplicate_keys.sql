-- What:     every indicator has at most one figure for an area and a period
-- Severity: stop
-- Action:   look for a file or a table that lists the same cell twice
-- Params:   none
-- Returns:  indicator_id, area_id, period, rows
select indicator_id, area_id, period, count(*) as rows
from fct_observation
group by indicator_id, area_id, period
having count(*) > 1
order by indicator_id, area_id, period
