-- What:     a share is between 0 and 100 per cent
-- Severity: stop
-- Action:   check the selection of the indicator: it may read a count or a change
-- Params:   none
-- Returns:  indicator_id, area_id, period, value
select facts.indicator_id, facts.area_id, facts.period, facts.value
from fct_observation as facts
inner join dim_indicator on dim_indicator.indicator_id = facts.indicator_id
where
    dim_indicator.unit_en = '%'
    and dim_indicator.display = 'level'
    and regexp_matches(facts.indicator_id, '(^|_)share(_|$)')
    and facts.value not between 0 and 100
order by facts.indicator_id, facts.area_id, facts.period
