-- What:     every period is a year, quarter or month, as its indicator says
-- Severity: stop
-- Action:   correct the periods of the starter file, or the indicator's period_kind
-- Params:   none
-- Returns:  indicator_id, period_kind, period, rows
select facts.indicator_id, dim_indicator.period_kind, facts.period, count(*) as rows
from fct_observation as facts
inner join dim_indicator on dim_indicator.indicator_id = facts.indicator_id
where
    facts.period_start is null
    or dim_indicator.period_kind <> case length(facts.period)
        when 4 then 'year' when 6 then 'quarter' else 'month'
    end
group by facts.indicator_id, dim_indicator.period_kind, facts.period
order by facts.indicator_id, facts.period
