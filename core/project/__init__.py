"""Project files: one file that holds the analyses of a company, and is never lost.

A project is a zip container of JSON and Parquet whose every byte is accounted for by a SHA-256.
It is opened by copying its parts, checked, into a private folder, and saved by building a new
file beside the old one; nothing ever works inside the user's file.
"""
