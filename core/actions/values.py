"""What it is worth to be in a state over some periods, while customers move as they do.

A state is a segment. A customer who is lost is in none of them, so the rows of ``moves`` may
add up to less than 1; being lost is worth 0 and lasts.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_SETTLED = 1e-13
_MOST_PERIODS = 5_000


def horizon_values(rewards: Floats, moves: Floats, discount: float, periods: int) -> Floats:
    """Expected discounted reward over some periods, from each state.

    The sum of discount^t P^t r over t from 0 to ``periods - 1``, after Pfeifer and Carraway
    (2000), "Modeling Customer Relationships as Markov Chains", Journal of Interactive
    Marketing 14(2).

    Parameters
    ----------
    rewards
        Shape (..., states): what a customer in a state brings in one period.
    moves
        Shape (..., states, states): chance to go from the first to the second in one period.
    discount
        Worth of 1 in a period's time, above 0 and at most 1.
    periods
        How many are counted, the present one first.
    """
    values = np.zeros_like(rewards)
    for _ in range(periods):
        values = rewards + discount * _ahead(moves, values)
    return values


def _ahead(moves: Floats, values: Floats) -> Floats:
    """Mean over where a customer will be one period later."""
    return np.asarray((moves @ values[..., None])[..., 0])


def expected_sizes(sizes: Floats, moves: Floats, periods: int) -> Floats:
    """How many customers are in each state now and after each period.

    Shape (periods + 1, states).
    """
    course = [np.asarray(sizes, dtype=np.float64)]
    for _ in range(periods):
        course.append(course[-1] @ moves)
    return np.array(course)


def chance_to_reach(moves: Floats, goal: int, periods: int) -> Floats:
    """Chance to have been in the goal within some periods, from each state; 1 for the goal."""
    chance = np.zeros(len(moves))
    for _ in range(periods + 1):
        chance = _ahead(moves, chance)
        chance[goal] = 1.0
    return chance


def way_to(moves: Floats, costs: Floats, goal: int) -> tuple[Floats, Floats, Floats]:
    """How likely, how late and how dear it is to reach a state.

    Parameters
    ----------
    moves
        Shape (states, states): chances in one period; rows may add up to less than 1.
    costs
        Shape (states,): what is spent on a customer of each state in a period.
    goal
        The state to reach.

    Returns
    -------
    tuple of numpy.ndarray
        Each of shape (states,): the chance ever to reach the goal; the mean number of
        periods until then, of those who do, NaN if nobody does; and the mean spent on a
        customer until they reach it or are lost.
    """
    reached, time, spent = np.zeros(len(moves)), np.zeros(len(moves)), np.zeros(len(moves))
    reached[goal] = 1.0
    for _ in range(_MOST_PERIODS):
        later = _ahead(moves, reached), _ahead(moves, time + reached), _ahead(moves, spent) + costs
        for one, there in zip(later, (1.0, 0.0, 0.0), strict=True):
            one[goal] = there
        change = max(
            np.abs(new - old).max() for new, old in zip(later, (reached, time, spent), strict=True)
        )
        reached, time, spent = later
        if change < _SETTLED:
            break
    known = reached > 0
    return reached, np.divide(time, reached, np.full(len(moves), np.nan), where=known), spent
