"""Axes, scores and segments: where every customer stands, and who belongs together."""
