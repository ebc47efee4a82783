-- What:    the figure that stands for each indicator, area and period: a figure before "..",
--          published before computed, the main source before others, then the newest
-- Makes:   stg_best
create temp table stg_best as
with
weighed as (
    select
        *,
        (status <> 'missing')::bigint * 1099511627776 * 4
        + (origin = 'published')::bigint * 1099511627776 * 2
        + (1000 - rank)::bigint * 1073741824
        + seq as weight
    from stg_figure
),

final as (
    select
        indicator_id,
        area_id,
        period,
        arg_max(
            {'value': value, 'status': status, 'origin': origin, 'rank': rank, 'seq': seq},
            weight
        ) as best
    from weighed
    group by indicator_id, area_id, period
)

select
    indicator_id,
    area_id,
    period,
    best.value,
    best.status,
    best.origin,
    best.rank,
    best.seq
from final;
