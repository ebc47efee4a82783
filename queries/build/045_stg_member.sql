-- What:    the municipalities that make up today's sub-regions and regions, and how many each has;
--          with them the merged ones, whose successor is a member
-- Makes:   stg_member
create temp table stg_member as
with
present as (
    select area_id, subregion_id as parent_id
    from def_area
    where kind = 'municipality' and valid_to = '' and subregion_id <> ''
    union all
    select area_id, region_id as parent_id
    from def_area
    where kind = 'municipality' and valid_to = '' and region_id <> ''
),

counted as (
    select parent_id, count(*) as members
    from present
    group by parent_id
),

all_of_them as (
    select area_id, parent_id, null as successor_id
    from present
    union all
    select abolished.area_id, present.parent_id, present.area_id as successor_id
    from def_area as abolished
    inner join def_area_history as history
        on history.predecessor_id = abolished.area_id and history.kind = 'merger'
    inner join present on present.area_id = history.area_id
    where abolished.valid_to <> ''
)

select
    all_of_them.area_id,
    all_of_them.parent_id,
    all_of_them.successor_id,
    all_of_them.successor_id is null as is_member,
    counted.members
from all_of_them
inner join counted on counted.parent_id = all_of_them.parent_id;
