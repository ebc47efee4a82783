-- What:    whether this version was made by a program that knows structures by industry
-- Params:  none
-- Returns: is_stored
select count(*) = 3 as is_stored
from duckdb_tables()
where
    database_name = current_database()
    and table_name in ('fct_industry', 'dim_structure', 'dim_industry')
