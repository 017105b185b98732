"""What each customer is worth: the sources brought together in one row per customer."""
