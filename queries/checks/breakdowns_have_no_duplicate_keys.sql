-- What:     every breakdown has at most one figure for an area, a period, an age and a sex
-- Severity: stop
-- Action:   look for a starter file or a table that lists the same cell twice
-- Params:   none
-- Returns:  breakdown_id, area_id, period, age, sex, rows
select breakdown_id, area_id, period, age, sex, count(*) as rows
from fct_breakdown
group by breakdown_id, area_id, period, age, sex
having count(*) > 1
order by breakdown_id, area_id, period, age, sex
