"""Workbooks to cells, as they are stored."""
