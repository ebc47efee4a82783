-- What:     no indicator loses more than 2 per cent of the figures of the published version
-- Severity: stop
-- Action:   see its source with: python -m etl status; when it is meant: --accept figures_do_not_shrink
-- Accept:   yes
-- Params:   none
-- Returns:  indicator_id, figures_before, figures_now
with
-- A figure that is withheld now is known all the same: a revision, not a loss.
figures_before as (
    select indicator_id, count(*) as figures
    from previous.fct_observation
    where status <> 'missing'
    group by indicator_id
),

figures_now as (
    select indicator_id, count(*) as figures
    from fct_observation
    where status <> 'missing'
    group by indicator_id
)

select
    dim_indicator.indicator_id,
    figures_before.figures as figures_before,
    coalesce(figures_now.figures, 0) as figures_now
from dim_indicator
inner join figures_before on figures_before.indicator_id = dim_indicator.indicator_id
left join figures_now on figures_now.indicator_id = dim_indicator.indicator_id
where coalesce(figures_now.figures, 0) < 0.98 * figures_before.figures
order by dim_indicator.indicator_id
