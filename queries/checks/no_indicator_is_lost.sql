-- What:     an indicator that had figures in the published version still has some
-- Severity: stop
-- Action:   see its source with: python -m etl status; when it is meant: --accept no_indicator_is_lost
-- Accept:   yes
-- Params:   none
-- Returns:  indicator_id, observations_before
select before.indicator_id, before.observation_count as observations_before
from previous.dim_indicator as before
inner join dim_indicator as now on now.indicator_id = before.indicator_id
where before.observation_count > 0 and now.observation_count = 0
order by before.indicator_id
