-- What:    areas with their newest population and their place in the Finnish alphabet
-- Makes:   dim_area, dim_area_history, dim_headline
create table dim_area as
with
newest as (
    select area_id, arg_max(value, period_start) as population
    from fct_observation
    where indicator_id = 'population' and value is not null
    group by area_id
)

select
    area.area_id,
    area.kind,
    area.country,
    area.area_code,
    area.name_fi,
    area.name_sv,
    area.name_en,
    area.name_nb,
    area.subregion_id,
    area.region_id,
    area.country_id,
    area.valid_from,
    area.valid_to,
    newest.population,
    row_number() over (order by area.name_fi collate fi, area.area_id)::integer as sort_fi
from def_area as area
left join newest on newest.area_id = area.area_id
order by area.area_id;

create table dim_area_history as
select date, kind, area_id, predecessor_id, predecessor_name, text_fi, text_sv, text_en, text_nb, source
from def_area_history
order by date, area_id, predecessor_id, kind;

create table dim_headline as
select programme_id, indicator_id, area_id
from def_headline
order by programme_id, indicator_id, area_id;
