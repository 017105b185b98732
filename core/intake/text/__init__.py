"""Delimited text to columns: encoding, dialect, records and cells, many at once."""
