"""What to do next with whom: actions weighed per segment, journeys and the plan."""
