"""What firms write in their own words: without what reaches a person, and by dictionary forms."""
