"""The Actions page: the next best action of each segment, and the plan."""
