-- What:    what is known of some projects, or of all of the region's own ones, by code
-- Params:  keys
-- Returns: project_key, code, name, fund, hierarchy, authority, state, state_on, starts_on, ends_on, first_ends_on, implementer, node, development_area, owner, areas, summary, flags, origin, sources, is_own
select
    project_key, code, name, fund, hierarchy, authority, state, state_on, starts_on, ends_on,
    first_ends_on, implementer, node, development_area, owner, areas, summary, flags, origin, sources,
    is_own
from prj_register
where case when $keys::varchar[] is null then is_own else list_contains($keys::varchar[], project_key) end
order by order_code
