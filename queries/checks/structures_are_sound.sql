-- What:     figures by industry are of a known structure and industry, never negative, and empty exactly when their status says why
-- Severity: stop
-- Action:   look at the structure's file and at the answer that the figure was read from
-- Params:   none
-- Returns:  structure_id, area_id, period, industry, value, status
select
    facts.structure_id,
    facts.area_id,
    facts.period,
    facts.industry,
    facts.value,
    facts.status
from fct_industry as facts
left join dim_industry
    on
        dim_industry.structure_id = facts.structure_id
        and dim_industry.industry = facts.industry
where
    dim_industry.industry is null
    or facts.value < 0
    or isnan(facts.value)
    or isinf(facts.value)
    or facts.status is null
    or facts.status not in (
        'final', 'preliminary', 'estimated', 'break',
        'missing', 'not_applicable', 'confidential', 'not_published'
    )
    or (facts.value is null)
    <> (facts.status in ('missing', 'not_applicable', 'confidential', 'not_published'))
order by facts.structure_id, facts.area_id, facts.period, facts.industry
