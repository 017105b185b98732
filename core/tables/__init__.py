"""The vocabulary of the analysis: every table that a stage hands to the next one.

A table that has been returned is never changed. Money is in the currency of the data;
scores are 0 to 1 and 1 is best; segment codes start at 1, and 0 means not scored.
"""
