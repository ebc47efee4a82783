-- What:    today's areas in which every industry of a structure has a figure
-- Params:  structure_id, period
-- Returns: area_id
select figure.area_id
from fct_industry as figure
-- A merged municipality is part of its successor, and would count twice.
inner join dim_area on dim_area.area_id = figure.area_id and dim_area.valid_to = ''
where
    figure.structure_id = $structure_id
    and figure.period = $period
    and figure.value is not null
    and figure.industry <> 'unknown'
group by figure.area_id
having
    count(*) = (
        select count(*)
        from dim_industry
        where structure_id = $structure_id and industry <> 'unknown'
    )
order by figure.area_id
