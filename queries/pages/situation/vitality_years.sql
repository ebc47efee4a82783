-- What:    all yearly figures of an indicator in every area of one kind and country, each with the one it is compared to and the population of that time
-- Params:  indicator_id, kind, country
-- Returns: indicator_id, area_id, period, value, status, earlier_period, earlier_value, population
with
figures as (
    select
        observation.indicator_id,
        observation.area_id,
        observation.period,
        observation.period_start,
        observation.value,
        observation.status,
        lag(observation.period) over series as earlier_period,
        lag(observation.value) over series as earlier_value,
        year(observation.period_start)
        - year(lag(observation.period_start) over series) as years_between
    from fct_observation as observation
    inner join dim_area as area on area.area_id = observation.area_id
    inner join dim_indicator as indicator
        on indicator.indicator_id = observation.indicator_id
    where observation.indicator_id = $indicator_id
        and observation.value is not null
        and indicator.period_kind = 'year'
        and area.kind = $kind
        and area.country = $country
        and area.valid_to = ''
    window series as (partition by observation.area_id order by observation.period_start)
),

inhabitants as (
    select area_id, period_start, value
    from fct_observation
    where indicator_id = 'population' and value is not null
)

-- As of the newest figures: nothing is compared with what is more than two years older.
select
    figures.indicator_id,
    figures.area_id,
    figures.period,
    figures.value,
    figures.status,
    case when figures.years_between <= 2 then figures.earlier_period end as earlier_period,
    case when figures.years_between <= 2 then figures.earlier_value end as earlier_value,
    case
        when year(figures.period_start) - year(inhabitants.period_start) <= 2
            then inhabitants.value
    end as population
from figures
asof left join inhabitants
    on inhabitants.area_id = figures.area_id
    and inhabitants.period_start <= figures.period_start
order by figures.period, figures.area_id
