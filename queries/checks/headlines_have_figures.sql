-- What:     every headline indicator has figures for every area of its programme
-- Severity: warn
-- Action:   fetch its source, or take the indicator off the programme's headline
-- Params:   none
-- Returns:  programme_id, indicator_id, area_id
select dim_headline.programme_id, dim_headline.indicator_id, dim_headline.area_id
from dim_headline
anti join (
    select distinct indicator_id, area_id
    from fct_observation
    where value is not null
) as known
    on
        known.indicator_id = dim_headline.indicator_id
        and known.area_id = dim_headline.area_id
order by dim_headline.programme_id, dim_headline.indicator_id, dim_headline.area_id
