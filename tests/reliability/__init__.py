"""Proofs that a project is never lost. A share of each runs with the other tests, the whole of
them by ``make test-reliability``."""
