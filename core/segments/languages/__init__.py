"""The words that names of segments are made of, one table for each language."""
