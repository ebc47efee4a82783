"""Lists of projects: read, mapped and checked, by processes that may die of a file."""
