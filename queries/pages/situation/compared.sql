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

inhabitants as (
    select area_id, period_start, value
    from fct_observation
    where indicator_id = 'population' and area_id in (select unnest($compare_ids))
)

select
    n.indicator_id, n.area_id, n.period, n.value, n.status, b.value as earlier_value,
    (
        select max_by(p.value, p.period_start)
        from inhabitants as p
        where p.area_id = n.area_id and year(p.period_start) <= year(a.period_start)
    ) as population
from asked as a
inner join fct_observation as n on n.indicator_id = a.indicator_id and n.period = a.period
left join fct_observation as b
    on b.indicator_id = a.indicator_id and b.period = a.earlier_period and b.area_id = n.area_id
where n.area_id in (select unnest($compare_ids))
    and n.indicator_id in (select unnest($indicator_ids))
order by n.indicator_id, n.area_id
