"""Company interviews: from a spreadsheet, as it came, to answers that can be counted."""
