-- What:     a sub-region's population of earlier years is the sum of today's municipalities
-- Severity: warn
-- Action:   a difference is a moved border or another division: add it to area_history.csv
-- Params:   none
-- Returns:  area_id, first_period, latest_period, periods, largest_difference
with
members as (
    select
        dim_area.subregion_id,
        facts.period,
        sum(facts.value) as summed,
        count(facts.value) as given
    from fct_observation as facts
    inner join dim_area on dim_area.area_id = facts.area_id
    where
        facts.indicator_id = 'population'
        and dim_area.kind = 'municipality'
        and dim_area.valid_to = ''
    group by dim_area.subregion_id, facts.period
),

counted as (
    select subregion_id, count(*) as members
    from dim_area
    where kind = 'municipality' and valid_to = ''
    group by subregion_id
)

select
    facts.area_id,
    min(facts.period) as first_period,
    max(facts.period) as latest_period,
    count(*) as periods,
    max(abs(facts.value - members.summed)) as largest_difference
from fct_observation as facts
inner join counted on counted.subregion_id = facts.area_id
inner join members
    on
        members.subregion_id = facts.area_id
        and members.period = facts.period
        and members.given = counted.members
where facts.indicator_id = 'population' and facts.value <> members.summed
group by facts.area_id
order by facts.area_id
