"""What customers are taken to do by themselves, as long as no earlier period tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MoveAssumptions:
    """How customers move when nothing new is done.

    Attributes
    ----------
    drift
        Share of the customers who go to another segment within a year, 0 to 1. The effect of
        every action fades with it.
    unhappy
        How many times as often as the middle customer the least satisfied ones are lost, at
        least 1; the most satisfied are lost as many times less.
    foreseen
        Whether lifetime value already reckons with customers who are lost or move. If not,
        it is taken as what a customer brings who stays as they are.
    """

    drift: float = 0.15
    unhappy: float = 2.0
    foreseen: bool = False
