"""The Axes page: which three measures matter, and which end of each is good."""
