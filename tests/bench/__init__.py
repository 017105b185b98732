"""Measurements of speed beside peers; `python -m tests.bench` runs them all."""
