-- What:    the industries of some areas in one period: figures and what they were made from
-- Params:  structure_id, area_ids, period
-- Returns: area_id, industry, value, status, origin, source_id, total_source_id
with
asked as (
    select
        area.area_id,
        industry.industry,
        industry.industry_order,
        structure.total_indicator_id
    from dim_industry as industry
    inner join dim_structure as structure on structure.structure_id = industry.structure_id
    cross join (select distinct unnest($area_ids) as area_id) as area
    where industry.structure_id = $structure_id
),

answered as (
    select
        asked.area_id,
        asked.industry,
        asked.industry_order,
        figure.value,
        coalesce(figure.status, 'missing') as status,
        figure.origin,
        snapshot.source_id,
        counted.source_id as total_source_id
    from asked
    left join fct_industry as figure
        on
            figure.structure_id = $structure_id
            and figure.area_id = asked.area_id
            and figure.period = $period
            and figure.industry = asked.industry
    left join raw_snapshot as snapshot on snapshot.snapshot_id = figure.snapshot_id
    left join fct_observation as total
        on
            total.indicator_id = asked.total_indicator_id
            and total.area_id = asked.area_id
            and total.period = $period
    left join raw_snapshot as counted on counted.snapshot_id = total.snapshot_id
)

select
    area_id,
    industry,
    value,
    status,
    origin,
    source_id,
    total_source_id
from answered
qualify count(value) over (partition by area_id) > 0
order by area_id, industry_order
