-- What:    the figures of one indicator, area by area, oldest first; no areas means all
-- Params:  indicator_id, area_ids
-- Returns: area_code, area_name_fi, area_name_sv, area_name_en, area_name_nb, indicator, period, value, status, unit_fi, unit_sv, unit_en, unit_nb, source
select
    facts.area_id as area_code,
    dim_area.name_fi as area_name_fi,
    dim_area.name_sv as area_name_sv,
    dim_area.name_en as area_name_en,
    dim_area.name_nb as area_name_nb,
    facts.indicator_id as indicator,
    facts.period,
    facts.value,
    facts.status,
    dim_indicator.unit_fi,
    dim_indicator.unit_sv,
    dim_indicator.unit_en,
    dim_indicator.unit_nb,
    raw_snapshot.source_id as source
from fct_observation as facts
inner join dim_area on dim_area.area_id = facts.area_id
inner join dim_indicator on dim_indicator.indicator_id = facts.indicator_id
left join raw_snapshot on raw_snapshot.snapshot_id = facts.snapshot_id
where
    facts.indicator_id = $indicator_id
    and (len($area_ids::varchar[]) = 0 or facts.area_id in (select unnest($area_ids::varchar[])))
order by dim_area.sort_fi, facts.area_id, facts.period
