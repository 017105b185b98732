"""Profit of the past: who earns it, how it is spread, and where customers are in their life."""
