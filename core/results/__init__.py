"""What actions really earned: experiments, moves between periods, and what is learnt of them."""
