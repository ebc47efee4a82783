-- What:    every list of words of the themes of free text until a row of the log, the oldest first
-- Params:  programme, as_of
-- Returns: seq, theme, title, words, is_withdrawn
with list as (
    select id, seq, body, body is null or (body -> '$.withdrawn') is not null as is_withdrawn
    from memory.rec_log
    where kind = 'theme_words' and programme = $programme
        and seq <= coalesce($as_of::bigint, 9223372036854775807)
)
select
    seq,
    -- A row that takes a list back does not say which.
    last_value(body ->> '$.theme' ignore nulls) over (partition by id order by seq) as theme,
    body ->> '$.title' as title,
    body ->> '$.words' as words,
    is_withdrawn
from list
order by seq
