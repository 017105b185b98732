"""A few loops that Python is too slow for, written in C; nothing depends on them."""
