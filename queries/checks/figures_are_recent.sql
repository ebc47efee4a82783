-- What:     fetched indicators whose newest period is older than their rhythm lets expect
-- Severity: warn
-- Action:   see whether the producer replaced the table; then change the source's definition
-- Params:   none
-- Returns:  indicator_id, latest_period, source_id
with
newest as (
    select indicator_id, max(period_start) as period_start
    from fct_observation
    where value is not null
    group by indicator_id
)

select dim_indicator.indicator_id, dim_indicator.latest_period, dim_indicator.source_id
from dim_indicator
inner join newest on newest.indicator_id = dim_indicator.indicator_id
inner join dim_source on dim_source.source_id = dim_indicator.source_id
cross join build_info
where
    dim_source.rhythm <> 'irregular'
    and dim_source.origin = 'fetched'
    -- A year is published up to two years after its end, a month within a quarter.
    and build_info.built_at > newest.period_start + case dim_indicator.period_kind
        when 'month' then interval 5 month
        when 'quarter' then interval 12 month
        else interval 36 month
    end
order by dim_indicator.latest_period, dim_indicator.indicator_id
