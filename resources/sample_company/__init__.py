"""Larch & Lane, the made-up sample company: its files, and the script that writes them."""
