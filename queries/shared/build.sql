-- What:    which version of the statistics this is
-- Params:  none
-- Returns: version, built_at, mode, code_revision, definitions_hash, program_version
select version, built_at, mode, code_revision, definitions_hash, program_version
from build_info
