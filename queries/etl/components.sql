-- What:    the figures that a computed one was made of: its municipalities, the municipalities
--          that founded it, or its numerator and denominator
-- Params:  indicator_ids, area_id, period, parts
-- Returns: indicator_id, area_id, value, status, origin, snapshot_id
select
    facts.indicator_id,
    facts.area_id,
    facts.value,
    facts.status,
    facts.origin,
    facts.snapshot_id
from fct_observation as facts
inner join dim_area on dim_area.area_id = facts.area_id
where
    facts.indicator_id in (select unnest($indicator_ids::varchar[]))
    and facts.period = $period
    and case $parts
        when 'same_area' then facts.area_id = $area_id
        else
            (
                dim_area.kind = 'municipality'
                and dim_area.valid_to = ''
                and $area_id in (dim_area.subregion_id, dim_area.region_id)
            )
            or facts.area_id in (
                select predecessor_id
                from dim_area_history
                where area_id = $area_id and kind = 'merger'
            )
    end
order by facts.indicator_id, facts.area_id
