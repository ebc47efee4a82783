-- What:    how much of their plan ended projects came to, by measure: one in ten came to less than low, one in ten to more than high
-- Params:  on
-- Returns: measure, projects, low, high
with told as (
    select unnest(map_keys(planned)) as measure, planned, realised
    from prj_register
    where state = 'ended' and ends_on < $on::date
),

shares as (
    select measure, realised[measure] / nullif(planned[measure], 0) as share
    from told
    where planned[measure] > 0 and realised[measure] is not null
)

select
    measure,
    count(*) as projects,
    quantile_cont(share, 0.1) as low,
    quantile_cont(share, 0.9) as high
from shares
group by measure
order by measure
