-- What:    the newest row of the log that figures of interviews are made of; nothing without one. Its hash holds all rows before it
-- Params:  as_of
-- Returns: seq, chain_hash
select seq, chain_hash
from memory.rec_log
where kind in ('interview_batch', 'interview_purge', 'theme_words')
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
order by seq desc
limit 1
