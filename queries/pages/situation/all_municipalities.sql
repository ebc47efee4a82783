-- What:    one indicator at one period in every municipality of one country's present division
-- Params:  indicator_id, period, country
-- Returns: area_id, value, status, origin
select a.area_id, o.value, coalesce(o.status, 'missing') as status, o.origin
from dim_area as a
left join fct_observation as o
    on o.area_id = a.area_id and o.indicator_id = $indicator_id and o.period = $period
where a.kind = 'municipality' and a.country = $country and a.valid_to = ''
order by a.area_id
