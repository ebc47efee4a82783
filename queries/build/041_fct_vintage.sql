-- What:    how published figures changed: every step of those that ever did, within one source.
--          An answer of ".." is no step, because it never replaces a figure.
-- Makes:   fct_vintage
create table fct_vintage as
with
given as (
    select figure.*
    from stg_figure as figure
    inner join stg_best as best
        on
            best.indicator_id = figure.indicator_id
            and best.area_id = figure.area_id
            and best.period = figure.period
            and best.rank = figure.rank
    where figure.status <> 'missing' and figure.origin = 'published'
),

changed as (
    select indicator_id, area_id, period
    from given
    group by indicator_id, area_id, period
    having
        count(*) > 1
        and (
            min(value) is distinct from max(value)
            or count(value) not in (0, count(*))
            or min(status) <> max(status)
        )
),

steps as (
    select
        given.*,
        row_number() over steps_of_one as step,
        lag(given.value) over steps_of_one as value_before,
        lag(given.status) over steps_of_one as status_before
    from given
    semi join changed
        on
            changed.indicator_id = given.indicator_id
            and changed.area_id = given.area_id
            and changed.period = given.period
    window
        steps_of_one as (
            partition by given.indicator_id, given.area_id, given.period
            order by given.seq
        )
)

select
    steps.indicator_id,
    steps.area_id,
    steps.period,
    snapshot.vintage,
    steps.value,
    steps.status,
    snapshot.snapshot_id
from steps
inner join inp_snapshot as snapshot on snapshot.seq = steps.seq
where
    steps.step = 1
    or steps.value is distinct from steps.value_before
    or steps.status <> steps.status_before
order by steps.indicator_id, steps.area_id, steps.period, steps.seq;
