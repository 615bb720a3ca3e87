"""Results in words and tables, one file for each command."""
