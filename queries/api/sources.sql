-- What:    Every source with its licence and how fresh it is.
-- Params:  none
-- Returns: source_id, title_fi, title_sv, title_en, title_nb, producer_fi, producer_sv, producer_en, producer_nb, url, table_name, page, licence, licence_url, rhythm, next_release, producer_updated, fetched_at, checked_at, origin
select
    source_id,
    title_fi,
    title_sv,
    title_en,
    title_nb,
    producer_fi,
    producer_sv,
    producer_en,
    producer_nb,
    url,
    table_name,
    page,
    licence,
    licence_url,
    rhythm,
    cast(next_release as varchar) as next_release,
    strftime(producer_updated, '%Y-%m-%dT%H:%M:%SZ') as producer_updated,
    strftime(fetched_at, '%Y-%m-%dT%H:%M:%SZ') as fetched_at,
    strftime(checked_at, '%Y-%m-%dT%H:%M:%SZ') as checked_at,
    origin
from dim_source
order by source_id
