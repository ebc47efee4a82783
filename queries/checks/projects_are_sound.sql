-- What:     every project that comes with the program has a source, ends after it starts, and has each figure once
-- Severity: stop
-- Action:   correct the row in data/starter/projects
-- Params:   none
-- Returns:  what, project_key, detail
select 'source' as what, project_key, source_id as detail
from dim_project
anti join dim_source on dim_source.source_id = dim_project.source_id
union all
select 'source' as what, project_key, source_id as detail
from fct_project_figure
anti join dim_source on dim_source.source_id = fct_project_figure.source_id
union all
select 'days' as what, project_key, ends_on::varchar as detail
from dim_project
where starts_on > ends_on
union all
select 'project' as what, project_key, measure as detail
from fct_project_figure
anti join dim_project on dim_project.project_key = fct_project_figure.project_key
union all
select 'twice' as what, project_key, measure as detail
from fct_project_figure
group by project_key, measure, side, part, as_of, source_id
having count(*) > 1
union all
-- Of two sources of the same day and stage, nobody could tell which one is right.
select 'contradiction' as what, project_key, measure as detail
from fct_project_figure
group by project_key, measure, side, part, as_of, stage
having count(distinct value) > 1
order by what, project_key, detail
