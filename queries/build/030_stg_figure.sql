-- What:    every figure of every vintage, by indicator: from answers through the series that an
--          indicator selects, from starter files as they are; rank 0 is the indicator's main source
-- Makes:   stg_figure
create temp table stg_figure as
with
fetched as (
    select
        selection.indicator_id,
        series.area_id,
        series.period,
        selection.rank,
        snapshot.seq,
        series.value,
        series.status,
        'published' as origin
    from stg_series as series
    inner join inp_snapshot as snapshot on snapshot.snapshot_id = series.snapshot_id
    inner join def_selection as selection
        on selection.source_id = snapshot.source_id and selection.series = series.series
),

starter as (
    select
        figure.indicator_id,
        figure.area_id,
        figure.period,
        -- A carried-over figure of a source that the indicator does not select comes last.
        coalesce(
            (
                select min(selection.rank)
                from def_selection as selection
                where
                    selection.indicator_id = figure.indicator_id
                    and selection.source_id = snapshot.source_id
            ),
            900
        ) as rank,
        snapshot.seq,
        figure.value,
        figure.status,
        snapshot.value_origin as origin
    from stg_starter as figure
    inner join inp_snapshot as snapshot on snapshot.snapshot_id = figure.snapshot_id
),

final as (
    select * from fetched
    union all
    select * from starter
)

select final.*
from final
semi join def_area on def_area.area_id = final.area_id
semi join def_indicator on def_indicator.indicator_id = final.indicator_id;
