-- What:     all industries together are the total that is published, and few jobs are of an unknown industry
-- Severity: warn
-- Action:   look for an industry that the structure leaves out, or a total that was revised
-- Params:   none
-- Returns:  structure_id, area_id, period, total, summed, unknown
with
whole as (
    select
        facts.structure_id,
        facts.area_id,
        facts.period,
        any_value(dim_structure.total_indicator_id) as total_indicator_id,
        sum(facts.value) as summed,
        coalesce(sum(facts.value) filter (where facts.industry = 'unknown'), 0) as unknown
    from fct_industry as facts
    inner join dim_structure on dim_structure.structure_id = facts.structure_id
    inner join dim_area on dim_area.area_id = facts.area_id
    -- The last figures of a merged municipality may be of a part of it.
    where dim_area.valid_to = ''
    group by facts.structure_id, facts.area_id, facts.period
    having count(*) = count(facts.value)
)

select
    whole.structure_id,
    whole.area_id,
    whole.period,
    facts.value as total,
    whole.summed,
    whole.unknown
from whole
left join fct_observation as facts
    on
        facts.indicator_id = whole.total_indicator_id
        and facts.area_id = whole.area_id
        and facts.period = whole.period
where
    abs(facts.value - whole.summed) > 1 + 0.01 * facts.value
    or whole.unknown > 0.25 * whole.summed
order by whole.structure_id, whole.area_id, whole.period
