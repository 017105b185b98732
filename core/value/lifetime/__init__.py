"""Lifetime value: what is to come, foretold, checked and explained."""
