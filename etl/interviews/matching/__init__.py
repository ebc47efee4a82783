"""Which question a column answers, and what an answer means."""
