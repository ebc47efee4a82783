-- What:    every defined breakdown with the extent of its figures
-- Makes:   dim_breakdown
create table dim_breakdown as
with
extent as (
    select
        breakdown_id,
        min(period) as first_period,
        max(period) as latest_period,
        count(distinct area_id) as area_count,
        count(*) as figure_count
    from fct_breakdown
    where value is not null
    group by breakdown_id
)

select
    breakdown.*,
    extent.first_period,
    extent.latest_period,
    coalesce(extent.area_count, 0) as area_count,
    coalesce(extent.figure_count, 0) as figure_count
from def_breakdown as breakdown
left join extent on extent.breakdown_id = breakdown.breakdown_id
order by breakdown.breakdown_order, breakdown.breakdown_id;
