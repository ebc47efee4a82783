-- What:    one number for all figures of an indicator and a period, which is another one as soon as a figure is; of some areas, or of all where none is named
-- Params:  area_ids
-- Returns: indicator_id, period, figures, fingerprint
select
    indicator_id,
    period,
    count(value) as figures,
    bit_xor(hash(area_id, value, status)) as fingerprint
from fct_observation_by_area
where $area_ids is null or area_id in (select unnest($area_ids))
group by indicator_id, period
