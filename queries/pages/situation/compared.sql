-- What:    figures of several areas at the periods of the area looked at (its latest and the one it is compared to), with the inhabitants to relate counts to
-- Params:  area_id, indicator_ids, compare_ids
-- Returns: indicator_id, area_id, period, value, status, earlier_value, population
with series as (
    select
        o.indicator_id, o.period, o.period_start, i.period_kind,
        row_number() over (partition by o.indicator_id order by o.period_start desc) as newest
    from fct_observation_by_area as o
    inner join dim_indicator as i on i.indicator_id = o.indicator_id
    where o.area_id = $area_id
        and o.indicator_id in (select unnest($indicator_ids))
        and o.value is not null
),

asked as (
    select l.indicator_id, l.period, l.period_start, e.period as earlier_period
    from series as l
    left join series as e
        on e.indicator_id = l.indicator_id
        and case
            when l.period_kind = 'year'
                then e.newest = 2 and e.period_start >= l.period_start - interval 2 year
            else e.period_start = l.period_start - interval 1 year
        end
    where l.newest = 1
),

-- One pass over the areas' own rows: the other order would be read from end to end.
figures as materialized (
    select indicator_id, area_id, period, period_start, value, status
    from fct_observation_by_area
    where area_id in (select unnest($compare_ids))
        and (indicator_id = 'population' or indicator_id in (select unnest($indicator_ids)))
),

inhabitants as (
    select
        a.indicator_id, p.area_id,
        max_by(p.value, p.period_start) as population
    from asked as a
    inner join figures as p
        on p.indicator_id = 'population'
        and year(p.period_start) <= year(a.period_start)
        and p.value is not null
    group by a.indicator_id, p.area_id
)

select
    n.indicator_id, n.area_id, n.period, n.value, n.status, b.value as earlier_value,
    i.population
from asked as a
inner join figures as n on n.indicator_id = a.indicator_id and n.period = a.period
left join figures as b
    on b.indicator_id = a.indicator_id and b.period = a.earlier_period and b.area_id = n.area_id
left join inhabitants as i on i.indicator_id = n.indicator_id and i.area_id = n.area_id
order by n.indicator_id, n.area_id
