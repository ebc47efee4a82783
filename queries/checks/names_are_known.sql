-- What:     every figure belongs to a known indicator, area and source
-- Severity: stop
-- Action:   define what is missing, or correct the starter file
-- Params:   none
-- Returns:  what, name, rows
select 'indicator' as what, what as name, sum(rows) as rows
from raw_reject
where reason = 'unknown_indicator'
group by what
union all
select 'breakdown' as what, what as name, sum(rows) as rows
from raw_reject
where reason = 'unknown_breakdown'
group by what
union all
select 'source' as what, source_id as name, count(*) as rows
from raw_snapshot
anti join dim_source on dim_source.source_id = raw_snapshot.source_id
group by source_id
union all
select 'answer' as what, facts.snapshot_id as name, count(*) as rows
from fct_observation as facts
anti join raw_snapshot on raw_snapshot.snapshot_id = facts.snapshot_id
group by facts.snapshot_id
union all
select 'answer' as what, facts.snapshot_id as name, count(*) as rows
from fct_breakdown as facts
anti join raw_snapshot on raw_snapshot.snapshot_id = facts.snapshot_id
group by facts.snapshot_id
union all
select 'answer' as what, facts.snapshot_id as name, count(*) as rows
from fct_industry as facts
anti join raw_snapshot on raw_snapshot.snapshot_id = facts.snapshot_id
group by facts.snapshot_id
union all
select 'area' as what, facts.area_id as name, count(*) as rows
from fct_observation as facts
anti join dim_area on dim_area.area_id = facts.area_id
group by facts.area_id
order by what, name
