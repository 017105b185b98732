"""The customers one by one: a list to search, sort and filter, and the card of each."""
