"""One package for each page, named as on the screen; pages do not know one another."""
