"""A whole file of people, one estimate a row."""
