-- What:    what projects can be chosen by, and how many there are of each
-- Params:  none
-- Returns: what, value, n
select 'fund' as what, fund as value, count(*) as n
from prj_register
where fund <> ''
group by fund
union all
select 'state' as what, state as value, count(*) as n
from prj_register
where state <> ''
group by state
union all
select 'owner' as what, owner as value, count(*) as n
from prj_register
where owner <> ''
group by owner
union all
select 'authority' as what, authority as value, count(*) as n
from prj_register
where authority <> ''
group by authority
union all
select 'development_area' as what, development_area as value, count(*) as n
from prj_register
where development_area <> ''
group by development_area
union all
select 'flag' as what, flag as value, count(*) as n
from (select unnest(flags) as flag from prj_register)
group by flag
union all
select 'all' as what, '' as value, count(*) as n
from prj_register
union all
select 'own' as what, '' as value, count(*) as n
from prj_register
where is_own
order by what, n desc, value
