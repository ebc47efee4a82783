-- What:    The published version: when and how it was made.
-- Params:  none
-- Returns: version, built_at, mode, definitions_hash, program_version
select
    version,
    strftime(built_at, '%Y-%m-%dT%H:%M:%SZ') as built_at,
    mode,
    definitions_hash,
    program_version
from build_info
