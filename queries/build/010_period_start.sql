-- What:    first day of a period written as 2025, 2024Q1 or 2026M06; NULL when it is none of these
-- Makes:   period_start, period_kind_of
create or replace temp macro period_start(period) as
    case
        when regexp_full_match(period, '[0-9]{4}')
            then try_cast(period || '-01-01' as date)
        when regexp_full_match(period, '[0-9]{4}Q[1-4]')
            then try_cast(period[1:4] || '-' || (3 * period[6:6]::integer - 2) || '-01' as date)
        when regexp_full_match(period, '[0-9]{4}M(0[1-9]|1[0-2])')
            then try_cast(period[1:4] || '-' || period[6:7] || '-01' as date)
    end;

create or replace temp macro period_kind_of(period) as
    case
        when regexp_full_match(period, '[0-9]{4}') then 'year'
        when regexp_full_match(period, '[0-9]{4}Q[1-4]') then 'quarter'
        when regexp_full_match(period, '[0-9]{4}M(0[1-9]|1[0-2])') then 'month'
        else 'unknown'
    end;
