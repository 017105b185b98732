"""Segments kept from before: frozen, put to use, found again, and called what the user says."""
