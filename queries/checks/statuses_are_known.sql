-- What:     every figure has a status and an origin that pages know how to show
-- Severity: stop
-- Action:   correct the status in the starter file, or teach the connector the producer's symbol
-- Params:   none
-- Returns:  indicator_id, status, origin, rows
select indicator_id, status, origin, count(*) as rows
from fct_observation
where
    status not in (
        'final', 'preliminary', 'estimated', 'break',
        'missing', 'not_applicable', 'confidential', 'not_published'
    )
    or status is null
    or origin not in ('published', 'computed')
    or origin is null
group by indicator_id, status, origin
order by indicator_id, status, origin
