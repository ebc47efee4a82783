-- What:    the cells of one row of the file that a batch was read from, as they came; without personal data
-- Params:  files, row
-- Returns: row, column, heading, text
select "row", "column", heading, text
from read_parquet($files)
where "row" = $row
order by "column"
