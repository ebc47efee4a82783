-- What:    Areas of a kind and a country; an empty text asks for all.
-- Params:  kind, country
-- Returns: area_id, kind, country, area_code, name_fi, name_sv, name_en, name_nb, subregion_id, region_id, country_id, valid_from, valid_to, population
select
    area_id,
    kind,
    country,
    area_code,
    name_fi,
    name_sv,
    name_en,
    name_nb,
    nullif(subregion_id, '') as subregion_id,
    nullif(region_id, '') as region_id,
    nullif(country_id, '') as country_id,
    nullif(cast(valid_from as varchar), '') as valid_from,
    nullif(cast(valid_to as varchar), '') as valid_to,
    population
from dim_area
where ($kind = '' or kind = $kind)
    and ($country = '' or country = $country)
order by country, kind, area_id
