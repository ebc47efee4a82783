-- What:    the words of the free text of some batches, in their dictionary form, once a response and question
-- Params:  files
-- Returns: batch, response, question, word, is_part
select
    regexp_extract(filename, '([0-9a-f]{32})\.words\.parquet$', 1) as batch,
    response, question, word, bool_and(is_part) as is_part
from read_parquet($files, filename = true)
group by all
order by batch, response, question, word
