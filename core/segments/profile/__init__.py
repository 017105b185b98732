"""What sets segments apart, and what goes with an axis, on every column of the customer table."""
