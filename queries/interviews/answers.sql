-- What:    every answer of some batches, one option a row; of some questions or, without any, of all
-- Params:  files, questions
-- Returns: batch, response, question, option, number, text, state
select
    regexp_extract(filename, '([0-9a-f]{32})\.answers\.parquet$', 1) as batch,
    response, question, option, number, text, state
from read_parquet($files, filename = true)
where $questions is null or list_contains($questions, question)
order by batch, response
