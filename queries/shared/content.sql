-- What:    the hash of a version's figures, and the day on which it was built
-- Params:  none
-- Returns: content_hash, built_at
select content_hash, built_at
from build_info
