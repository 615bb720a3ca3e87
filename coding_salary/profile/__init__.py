"""What the flags say of a person, checked against the table."""
