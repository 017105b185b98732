"""What the cells of a whole column are: text first, a type only where the evidence bears it."""
