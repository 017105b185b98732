"""The scoring as one query: segment, tier and next best action, in the dialect of a database."""
