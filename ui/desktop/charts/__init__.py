"""Charts drawn from plain numpy arrays."""
