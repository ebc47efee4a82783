-- What:     every structure has at most one figure for an area, a period and an industry
-- Severity: stop
-- Action:   look for a table that lists the same cell twice, or two codes of one industry
-- Params:   none
-- Returns:  structure_id, area_id, period, industry, rows
select structure_id, area_id, period, industry, count(*) as rows
from fct_industry
group by structure_id, area_id, period, industry
having count(*) > 1
order by structure_id, area_id, period, industry
