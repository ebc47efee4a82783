-- What:    figures by age and sex in some areas and periods, the youngest first
-- Params:  breakdown_id, area_ids, periods
-- Returns: area_id, period, sex, age, value, status
select area_id, period, sex, age, value, status
from fct_breakdown
where breakdown_id = $breakdown_id
    and area_id in (select unnest($area_ids))
    and period in (select unnest($periods))
order by area_id, period, sex, age
