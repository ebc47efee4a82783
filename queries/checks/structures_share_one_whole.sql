-- What:     the shares that a structure by industry is made from are at most a hundred together, as far as they are rounded
-- Severity: stop
-- Action:   check the shares of the structure: one of another whole, or one within another
-- Params:   none
-- Returns:  structure_id, area_id, period, shares, percent
select
    dim_industry.structure_id,
    facts.area_id,
    facts.period,
    count(*) as shares,
    sum(facts.value) as percent
from dim_industry
inner join fct_observation as facts on facts.indicator_id = dim_industry.share_indicator_id
where facts.value is not null
group by dim_industry.structure_id, facts.area_id, facts.period
-- Each is rounded to a tenth, which is half a tenth at most.
having sum(facts.value) > 100.01 + 0.05 * count(*)
order by dim_industry.structure_id, facts.area_id, facts.period
