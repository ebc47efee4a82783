-- What:    the batches of interviews whose files were ever deleted for good, and the newest row of the log that says so
-- Params:  programme, as_of
-- Returns: id, seq
select body ->> '$.batch' as id, max(seq) as seq
from memory.rec_log
where kind = 'interview_purge' and programme = $programme and body is not null
    and seq <= coalesce($as_of::bigint, 9223372036854775807)
group by all
order by seq
