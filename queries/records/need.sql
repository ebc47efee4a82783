-- What:    what is done about firms' needs, as it stood at a row of the log, the latest told first
-- Params:  programme, as_of
-- Returns: id, seq, subject, firm, municipality, raised, service_group, organisation, due, state, answered, outcome, follow_up, text, wave, batch, response, questionnaire, question, option, is_demonstration, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'need' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.subject' as subject,
    body ->> '$.firm' as firm,
    body ->> '$.municipality' as municipality,
    body ->> '$.raised' as raised,
    body ->> '$.service_group' as service_group,
    body ->> '$.organisation' as organisation,
    body ->> '$.due' as due,
    body ->> '$.state' as state,
    body ->> '$.answered' as answered,
    body ->> '$.outcome' as outcome,
    body ->> '$.follow_up' as follow_up,
    body ->> '$.text' as text,
    body ->> '$.origin.wave' as wave,
    body ->> '$.origin.batch' as batch,
    try_cast(body ->> '$.origin.response' as bigint) as response,
    body ->> '$.origin.questionnaire' as questionnaire,
    body ->> '$.origin.question' as question,
    body ->> '$.origin.option' as option,
    coalesce(try_cast(body ->> '$.origin.is_demonstration' as boolean), false) as is_demonstration,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by raised desc, seq desc
