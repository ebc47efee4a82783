-- What:    every figure that accepted lists and what came with the program tell of some projects
-- Params:  keys, batches
-- Returns: project_key, measure, side, part, value, as_of, stage, origin, source
select project_key, measure, side, part, value, as_of, stage, 'starter' as origin, source_id as source
from fct_project_figure
where list_contains($keys::varchar[], project_key)
union all
select project_key, measure, side, part, value, as_of, stage, 'list' as origin, batch as source
from memory.prj_figure
where list_contains($keys::varchar[], project_key) and list_contains($batches::varchar[], batch)
order by project_key, measure, side, part, as_of, source
