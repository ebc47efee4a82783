-- What:    the members of every ready peer group for each area, without the area itself: areas of
--          the same kind in the same country; of its own sub-region or region, a sub-region or
--          region has the municipalities
-- Makes:   dim_peer
create table dim_peer as
with
present as (
    select area_id, kind, country, subregion_id, region_id, population
    from dim_area
    where valid_to = '' and kind <> 'country'
),

pairs as (
    select
        mine.area_id,
        mine.subregion_id as my_subregion,
        mine.region_id as my_region,
        mine.population as my_population,
        theirs.area_id as peer_id,
        theirs.subregion_id,
        theirs.region_id,
        theirs.population
    from present as mine
    inner join present as theirs
        on
            theirs.kind = mine.kind
            and theirs.country = mine.country
            and theirs.area_id <> mine.area_id
),

neighbours as (
    select peer_group.group_id, pairs.area_id, pairs.peer_id
    from def_peer_group as peer_group
    inner join pairs
        on
            (
                peer_group.kind = 'own_subregion'
                and pairs.my_subregion <> ''
                and pairs.subregion_id = pairs.my_subregion
            )
            or (
                peer_group.kind = 'own_region'
                and pairs.my_region <> ''
                and pairs.region_id = pairs.my_region
            )
),

-- "Its own sub-region" of a sub-region can only mean its municipalities; likewise of a region.
parts as (
    select peer_group.group_id, whole.area_id, part.area_id as peer_id
    from def_peer_group as peer_group
    inner join present as whole
        on
            (peer_group.kind = 'own_subregion' and whole.kind = 'subregion')
            or (peer_group.kind = 'own_region' and whole.kind = 'region')
    inner join present as part
        on
            part.kind = 'municipality'
            and whole.area_id = case
                when whole.kind = 'subregion' then part.subregion_id else part.region_id
            end
),

-- Nearest in proportion: 5,000 is as far from 10,000 as 20,000 is.
by_size as (
    select
        area_id,
        peer_id,
        row_number() over (
            partition by area_id order by abs(ln(population) - ln(my_population)), peer_id
        ) as place
    from pairs
    where population > 0 and my_population > 0
),

alike as (
    select peer_group.group_id, by_size.area_id, by_size.peer_id
    from def_peer_group as peer_group
    inner join by_size on by_size.place <= peer_group.n
    where peer_group.kind = 'similar_size'
),

listed as (
    select peer_group.group_id, mine.area_id, member.area_id as peer_id
    from def_peer_group as peer_group
    inner join def_peer_member as member on member.group_id = peer_group.group_id
    inner join dim_area as theirs on theirs.area_id = member.area_id
    inner join present as mine on mine.kind = theirs.kind and mine.area_id <> theirs.area_id
    where peer_group.kind = 'list'
),

final as (
    select * from neighbours
    union all
    select * from parts
    union all
    select * from alike
    union all
    select * from listed
)

select group_id, area_id, peer_id
from final
order by group_id, area_id, peer_id;
