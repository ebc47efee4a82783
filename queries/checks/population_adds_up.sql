-- What:     a sub-region's newest published population is the sum of its municipalities
-- Severity: stop
-- Action:   compare the divisions of the sources; python -m etl explain population --area FI-SK138
-- Params:   none
-- Returns:  area_id, period, published, summed
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

select facts.area_id, facts.period, facts.value as published, members.summed
from fct_observation as facts
inner join counted on counted.subregion_id = facts.area_id
inner join members
    on
        members.subregion_id = facts.area_id
        and members.period = facts.period
        and members.given = counted.members
where
    facts.indicator_id = 'population'
    and facts.value <> members.summed
    and facts.period = (select max(period) from members)
order by facts.area_id
