"""What the sources say: what customers bought, what service they took, what they said."""
