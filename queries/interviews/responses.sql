-- What:    every response of some batches: the firm as it was classified, without answers
-- Params:  files
-- Returns: batch, response, row, response_id, y_tunnus, firm_key, firm_name, municipality, industry, industry_version, section, personnel, size_class, interviewed_on, organisation, consent, quotation, wants_contact, completeness
select
    regexp_extract(filename, '([0-9a-f]{32})\.responses\.parquet$', 1) as batch,
    response, "row", response_id, y_tunnus, firm_key, firm_name, municipality, industry,
    industry_version, section, personnel, size_class, interviewed_on, organisation, consent,
    quotation, wants_contact, completeness
from read_parquet($files, filename = true)
order by batch, response
