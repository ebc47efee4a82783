-- What:    every defined structure by industry with the extent of its figures, and its industries
-- Makes:   dim_structure, dim_industry
create table dim_structure as
with
extent as (
    select
        structure_id,
        min(period) as first_period,
        max(period) as latest_period,
        count(distinct area_id) as area_count,
        count(*) as figure_count
    from fct_industry
    where value is not null
    group by structure_id
)

select
    structure.*,
    extent.first_period,
    extent.latest_period,
    coalesce(extent.area_count, 0) as area_count,
    coalesce(extent.figure_count, 0) as figure_count
from def_structure as structure
left join extent on extent.structure_id = structure.structure_id
order by structure.structure_order, structure.structure_id;

create table dim_industry as
select *
from def_industry
order by structure_id, industry_order;
