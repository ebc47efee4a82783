-- What:    the newest figure of every series, the one it is compared to, and the population of
--          that time; it lets a page hold one area against all others without reading their history
-- Makes:   fct_newest
create table fct_newest as
with
valued as (
    select
        o.indicator_id,
        o.area_id,
        o.period,
        o.period_start,
        o.value,
        o.status,
        i.period_kind,
        row_number() over (
            partition by o.indicator_id, o.area_id order by o.period_start desc
        ) as place
    from fct_observation as o
    inner join dim_indicator as i on i.indicator_id = o.indicator_id
    where o.value is not null
),

newest as (
    select * from valued where place = 1
),

-- A yearly figure is compared to the one before it, unless that is more than two years older.
year_before as (
    select newest.indicator_id, newest.area_id, before.period, before.value
    from newest
    inner join valued as before
        on
            before.indicator_id = newest.indicator_id
            and before.area_id = newest.area_id
            and before.place = 2
    where
        newest.period_kind = 'year'
        and year(newest.period_start) - year(before.period_start) <= 2
),

-- Seasons would hide a change from the month before: a month is compared to the same one.
season_before as (
    select newest.indicator_id, newest.area_id, before.period, before.value
    from newest
    inner join valued as before
        on
            before.indicator_id = newest.indicator_id
            and before.area_id = newest.area_id
            and before.period_start = newest.period_start - interval 1 year
    where newest.period_kind <> 'year'
),

earlier as (
    select * from year_before
    union all
    select * from season_before
),

inhabitants as (
    select area_id, period_start, value
    from valued
    where indicator_id = 'population'
)

select
    newest.indicator_id,
    newest.area_id,
    area.kind,
    area.country,
    newest.period,
    newest.value,
    newest.status,
    earlier.period as earlier_period,
    earlier.value as earlier_value,
    -- Not older than two years, as the pages reckon: older counts are of other people.
    case
        when year(newest.period_start) - year(inhabitants.period_start) <= 2
            then inhabitants.value
    end as population
from newest
inner join dim_area as area on area.area_id = newest.area_id and area.valid_to = ''
left join earlier
    on earlier.indicator_id = newest.indicator_id and earlier.area_id = newest.area_id
asof left join inhabitants
    on inhabitants.area_id = newest.area_id and inhabitants.period_start <= newest.period_start
order by newest.indicator_id, area.country, area.kind, newest.area_id;
