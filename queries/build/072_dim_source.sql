-- What:    every source with its newest answer and how the last attempt ended
-- Makes:   dim_source
create table dim_source as
with
newest as (
    select
        source_id,
        max(producer_updated) as producer_updated,
        max(fetched_at) as fetched_at,
        max(vintage) as vintage,
        count(*) filter (where origin = 'fetched') as fetched
    from inp_snapshot
    group by source_id
),

borders as (
    select source_id, max(fetched_at) as fetched_at
    from inp_geo
    group by source_id
)

select
    source.source_id,
    source.title_fi,
    source.title_sv,
    source.title_en,
    source.title_nb,
    source.producer_fi,
    source.producer_sv,
    source.producer_en,
    source.producer_nb,
    source.connector,
    source.url,
    source.table_name,
    source.page,
    source.licence,
    source.licence_url,
    source.rhythm,
    source.next_release,
    -- What came with the program is as old as the edition that it was carried over from.
    coalesce(newest.producer_updated, newest.vintage) as producer_updated,
    coalesce(newest.fetched_at, borders.fetched_at) as fetched_at,
    state.checked_at,
    case when newest.fetched > 0 or borders.fetched_at is not null then 'fetched' else 'starter' end as origin,
    state.last_error,
    state.last_error_at
from def_source as source
left join newest on newest.source_id = source.source_id
left join borders on borders.source_id = source.source_id
left join inp_state as state on state.source_id = source.source_id
order by source.source_id;
