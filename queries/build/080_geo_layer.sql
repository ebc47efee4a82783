-- What:    border layers that were fetched
-- Makes:   geo_layer
create table geo_layer as
select layer_id, division_year, file, sha256, source_id, fetched_at
from inp_geo
order by layer_id, division_year;
