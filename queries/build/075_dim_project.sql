-- What:    projects that came with the program, with what public lists and pages tell of them
-- Makes:   dim_project, fct_project_figure
create table dim_project as
select
    programme_id,
    project_key,
    code,
    name,
    fund,
    string_split(hierarchy, '|') as hierarchy,
    authority,
    state,
    starts_on,
    ends_on,
    implementer,
    implementer_key,
    organisation,
    municipality,
    business_id,
    list_filter(string_split(municipalities, '|'), lambda one: one <> '') as municipalities,
    summary,
    is_example = 1 as is_example,
    source_id
from def_project
order by programme_id, project_key;

create table fct_project_figure as
select project_key, measure, side, part, value, as_of, stage, source_id
from def_project_figure
order by project_key, measure, side, part, as_of, source_id;
