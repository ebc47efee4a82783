-- What:    figures of the same time of year so many years apart, of each area: how fast it has
--          moved; none across a break in its series
-- Params:  indicator_id, area_ids, years
-- Returns: area_id, begun, ended, value_before, value_after
with
figures as (
    select area_id, period, period_start, value, status
    from fct_observation
    where indicator_id = $indicator_id and area_id in (select unnest($area_ids))
        and value is not null
),

parts as (
    -- Figures of different parts cannot be compared.
    select
        *,
        count(*) filter (where status = 'break')
            over (partition by area_id order by period_start) as part
    from figures
)

select
    earlier.area_id,
    earlier.period as begun,
    later.period as ended,
    earlier.value as value_before,
    later.value as value_after
from parts as earlier
inner join parts as later
    on
        later.area_id = earlier.area_id
        and later.part = earlier.part
        and later.period_start = earlier.period_start + to_years($years::integer)
order by earlier.area_id, earlier.period
