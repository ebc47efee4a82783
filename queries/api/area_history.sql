-- What:    Mergers, moved borders and new names that touch the series of an area.
-- Params:  area_id
-- Returns: date, kind, predecessor_id, predecessor_name, text_fi, text_sv, text_en, text_nb, source
select
    cast(date as varchar) as date,
    kind,
    nullif(predecessor_id, '') as predecessor_id,
    nullif(predecessor_name, '') as predecessor_name,
    text_fi,
    text_sv,
    text_en,
    text_nb,
    source
from dim_area_history
where area_id = $area_id
order by date, predecessor_id
