-- What:    the areas that a version of the statistics knows, by id
-- Params:  none
-- Returns: area_id, kind, country, area_code, name_fi, name_sv, name_en, name_nb, subregion_id, region_id, country_id, valid_from, valid_to
select
    area_id, kind, country, area_code, name_fi, name_sv, name_en, name_nb,
    coalesce(subregion_id, '') as subregion_id,
    coalesce(region_id, '') as region_id,
    coalesce(country_id, '') as country_id,
    coalesce(valid_from::varchar, '') as valid_from,
    coalesce(valid_to::varchar, '') as valid_to
from dim_area
order by area_id
