-- What:     figures by age and sex are of a known age and sex, negative only where they are balances, and empty exactly when their status says why
-- Severity: stop
-- Action:   correct the row in the starter file, or [by] of the breakdown
-- Params:   none
-- Returns:  breakdown_id, area_id, period, age, sex, value, status
select
    facts.breakdown_id,
    facts.area_id,
    facts.period,
    facts.age,
    facts.sex,
    facts.value,
    facts.status
from fct_breakdown as facts
inner join dim_breakdown on dim_breakdown.breakdown_id = facts.breakdown_id
inner join dim_indicator as total on total.indicator_id = dim_breakdown.total_indicator_id
where
    facts.age not between 0 and dim_breakdown.oldest_age
    or facts.age is null
    or facts.sex is null
    or facts.sex not in ('men', 'women', 'total')
    or (facts.value < 0 and total.display <> 'signed')
    or isnan(facts.value)
    or isinf(facts.value)
    or facts.status is null
    or facts.status not in (
        'final', 'preliminary', 'estimated', 'break',
        'missing', 'not_applicable', 'confidential', 'not_published'
    )
    or (facts.value is null)
    <> (facts.status in ('missing', 'not_applicable', 'confidential', 'not_published'))
order by facts.breakdown_id, facts.area_id, facts.period, facts.age, facts.sex
