"""The Segments page: the groups, the ideal among them, what sets each apart."""
