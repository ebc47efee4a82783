"""What a file is and what its cells hold, whatever made it."""
