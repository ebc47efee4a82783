-- What:    code and name of some projects, or of the region's own ones and those that came with the program
-- Params:  keys, take
-- Returns: project_key, code, name
select project_key, code, name
from prj_register
where case
    when $keys::varchar[] is null then is_own or origin = 'starter'
    else list_contains($keys::varchar[], project_key)
end
order by order_code
limit $take
