"""What would be stored of a file, what would not, and why."""
