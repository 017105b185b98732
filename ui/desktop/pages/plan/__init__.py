"""The Plan page: limits and objectives, what the plan earns, who gets what."""
