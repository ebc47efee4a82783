-- What:    indicators with how many of some areas have a figure of them; an indicator that none has stands in no row
-- Params:  area_ids
-- Returns: indicator_id, area_count
select indicator_id, count(*) as area_count
from fct_newest
where area_id in (select unnest($area_ids))
group by indicator_id
order by indicator_id
