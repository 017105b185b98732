"""The Results page: who moved, and what each action really earned."""
