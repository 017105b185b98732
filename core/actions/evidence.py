"""How often an action works, as a distribution: from what is thought, and from tests."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS = 500
"""Draws from which every interval comes."""

SHARE = 0.8
"""Share of the draws inside a forecast's interval."""

_SURE = 1e-6
_WIDEST = 1 / 3
"""Largest variance of a share, relative to that of yes or no; more would favour the two ends."""


def success_draws(low: float, likely: float, high: float, generator: np.random.Generator) -> Floats:
    """Draw how often an action works, given the lowest, likely and highest share.

    A beta distribution whose mean is the likely share and whose variance is that of a
    triangle over the three, so that an estimate in one figure and its interval agree.

    Returns
    -------
    numpy.ndarray
        Shape (DRAWS,), 0 to 1.
    """
    squares = low**2 + likely**2 + high**2
    variance = (squares - low * likely - low * high - likely * high) / 18
    room = likely * (1 - likely)
    variance = min(variance, _WIDEST * room)
    if room < _SURE or variance <= _SURE * room:
        generator.random(DRAWS)  # the draws of the next action do not depend on this one
        return np.full(DRAWS, likely)
    size = room / variance - 1
    return generator.beta(likely * size, (1 - likely) * size, DRAWS)


def lift_draws(
    treated: tuple[int, int], held_out: tuple[int, int], generator: np.random.Generator
) -> Floats:
    """Draw by how much treating raises the share of customers who arrive.

    What is seen of the treated is taken less what is seen of those held out, so that whoever
    would have moved anyway, or only seems to have moved, counts for nothing.

    Parameters
    ----------
    treated, held_out
        Customers who arrived, and all of them.

    Returns
    -------
    numpy.ndarray
        Shape (DRAWS,), -1 to 1: the difference of two beta distributions, each with the
        prior of Jeffreys (1946).
    """
    shares = [
        generator.beta(arrived + 0.5, customers - arrived + 0.5, DRAWS)
        for arrived, customers in (treated, held_out)
    ]
    return np.asarray(shares[0] - shares[1])


def interval(draws: Floats, share: float = SHARE) -> tuple[Floats, Floats]:
    """Lowest and highest of the middle share of the draws, along their first axis."""
    outside = (1 - share) / 2
    low, high = np.quantile(draws, (outside, 1 - outside), axis=0)
    return low, high
