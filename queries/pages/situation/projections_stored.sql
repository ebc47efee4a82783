-- What:    whether this version was made by a program that calculates projections
-- Params:  none
-- Returns: is_stored
select count(*) = 3 as is_stored
from duckdb_tables()
where
    database_name = current_database()
    and table_name in ('fct_projection', 'dim_projection', 'fct_projection_skill')
