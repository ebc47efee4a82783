-- What:    structures by industry that have figures for an area, how many industries lack one, and
--          where figures cannot be compared with those before
-- Params:  area_id
-- Returns: structure_id, period, lacking, breaks
with
known as (
    select structure_id, period, industry, status
    from fct_industry
    where area_id = $area_id and value is not null
)

select
    periods.structure_id,
    periods.period,
    -- What belongs to no known industry may be nothing at all.
    count(*) filter (
        where known.industry is null and industry.industry <> 'unknown'
    ) as lacking,
    count(*) filter (where known.status = 'break') as breaks
from (select distinct structure_id, period from known) as periods
inner join dim_structure as structure on structure.structure_id = periods.structure_id
inner join dim_industry as industry on industry.structure_id = periods.structure_id
left join known
    on
        known.structure_id = periods.structure_id
        and known.period = periods.period
        and known.industry = industry.industry
group by structure.structure_order, periods.structure_id, periods.period
order by structure.structure_order, periods.structure_id, periods.period
