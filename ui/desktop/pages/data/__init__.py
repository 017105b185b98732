"""The Data page: files in, how each is read, and where every row went."""
