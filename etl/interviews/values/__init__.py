"""Single values as people type them: numbers, days, codes, places."""
