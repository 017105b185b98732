"""Models of what customers will buy, fitted by greatest likelihood: numbers in, numbers out."""
