-- What:    members of a ready peer group for one area, without the area itself
-- Params:  group_id, area_id
-- Returns: peer_id
select peer_id
from dim_peer
where group_id = $group_id and area_id = $area_id and peer_id <> $area_id
order by peer_id
