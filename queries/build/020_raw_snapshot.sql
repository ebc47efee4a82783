-- What:    every answer and starter file that the figures come from
-- Makes:   raw_snapshot, raw_part
create table raw_snapshot as
select
    snapshot_id,
    source_id,
    url,
    table_name,
    fetched_at,
    producer_updated,
    licence,
    trail,
    path,
    parts::integer as parts,
    bytes,
    rows,
    origin
from inp_snapshot
order by seq;

create table raw_part as
select snapshot_id, part::integer as part, url, query, sha256, bytes
from inp_part
order by snapshot_id, part;
