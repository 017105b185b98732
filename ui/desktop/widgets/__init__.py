"""Small building blocks of the pages; they know Qt and numpy, nothing of this application."""
