-- What:    latest figure of each indicator in one area, with the figure it is compared to: of a yearly series the previous one, at most two years older; of a quarterly or monthly one the same period a year before
-- Params:  area_id, indicator_ids
-- Returns: indicator_id, period, period_start, value, status, origin, earlier_period, earlier_value
with series as (
    select
        o.indicator_id, o.period, o.period_start, o.value, o.status, o.origin, i.period_kind,
        row_number() over (partition by o.indicator_id order by o.period_start desc) as newest
    from fct_observation_by_area as o
    inner join dim_indicator as i on i.indicator_id = o.indicator_id
    where o.area_id = $area_id
        and o.indicator_id in (select unnest($indicator_ids))
        and o.value is not null
),

latest as (
    select * from series where newest = 1
),

earlier as (
    select l.indicator_id, s.period, s.value
    from latest as l
    inner join series as s
        on s.indicator_id = l.indicator_id
        and case
            when l.period_kind = 'year'
                then s.newest = 2 and s.period_start >= l.period_start - interval 2 year
            else s.period_start = l.period_start - interval 1 year
        end
)

select
    l.indicator_id, l.period, l.period_start, l.value, l.status, l.origin,
    e.period as earlier_period, e.value as earlier_value
from latest as l
left join earlier as e on e.indicator_id = l.indicator_id
order by l.indicator_id
