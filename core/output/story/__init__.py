"""What an analysis comes to, told once, for slides and reports that say the same."""
