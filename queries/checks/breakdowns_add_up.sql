-- What:     ages and sexes add up to the total of the same answer, where both are published
-- Severity: stop
-- Action:   check [by] of the breakdown: a total read as an age, or an age left out
-- Params:   none
-- Returns:  breakdown_id, area_id, period, total, summed
with
whole as (
    select
        facts.breakdown_id,
        facts.area_id,
        facts.period,
        any_value(facts.snapshot_id) as snapshot_id,
        sum(facts.value) as summed
    from fct_breakdown as facts
    inner join dim_breakdown on dim_breakdown.breakdown_id = facts.breakdown_id
    where facts.origin = 'published'
    group by facts.breakdown_id, facts.area_id, facts.period
    -- A breakdown of some ages only, or one with a hidden figure, is no whole.
    having
        count(facts.value) = count(distinct facts.sex) * (any_value(dim_breakdown.oldest_age) + 1)
        and count(distinct facts.snapshot_id) = 1
)

select
    whole.breakdown_id,
    whole.area_id,
    whole.period,
    facts.value as total,
    whole.summed
from whole
inner join dim_breakdown on dim_breakdown.breakdown_id = whole.breakdown_id
inner join fct_observation as facts
    on
        facts.indicator_id = dim_breakdown.total_indicator_id
        and facts.area_id = whole.area_id
        and facts.period = whole.period
inner join raw_snapshot as mine on mine.snapshot_id = whole.snapshot_id
inner join raw_snapshot as theirs on theirs.snapshot_id = facts.snapshot_id
where
    facts.origin = 'published'
    -- Answers of different times may be revisions or divisions of areas apart.
    and (
        facts.snapshot_id = whole.snapshot_id
        or (
            mine.origin = 'starter'
            and theirs.origin = 'starter'
            and mine.source_id = theirs.source_id
            and mine.producer_updated = theirs.producer_updated
        )
    )
    and abs(facts.value - whole.summed) > 0.5
order by whole.breakdown_id, whole.area_id, whole.period
