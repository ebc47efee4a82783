-- What:    words of the themes of free text, and themes of the group's own, as they stood at a row of the log
-- Params:  programme, as_of
-- Returns: id, seq, theme, title, words, recorded_at, recorded_by
with newest as (
    select id, seq, body, recorded_at, recorded_by
    from memory.rec_log
    where kind = 'theme_words' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
    qualify row_number() over (partition by id order by seq desc) = 1
)
select
    id, seq,
    body ->> '$.theme' as theme,
    body ->> '$.title' as title,
    body ->> '$.words' as words,
    try_cast(recorded_at as timestamp) as recorded_at,
    recorded_by
from newest
where body is not null and (body -> '$.withdrawn') is null
order by seq
