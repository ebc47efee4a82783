-- What:    mergers, moved borders and new names that touch some areas
-- Params:  area_ids
-- Returns: date, kind, area_id, text_fi, text_sv, text_en, text_nb, source
select date, kind, area_id, text_fi, text_sv, text_en, text_nb, source
from dim_area_history
where area_id in (select unnest($area_ids))
order by date, area_id
