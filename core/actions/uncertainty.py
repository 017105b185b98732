"""How sure the gains are: drawn anew from what success, worth and moves may be."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.actions.evidence import DRAWS, success_draws
from core.actions.moves import move_draws
from core.actions.states import States, segment_values
from core.actions.weighing import Sums
from core.settings import Action

Floats = npt.NDArray[np.float64]

CAUTION = 0.2
"""A cautious gain is exceeded by all but this share of the draws."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """What could be instead of what is likely.

    Attributes
    ----------
    success
        Shape (draws, actions): how often an action works, relative to what is likely; 1 where
        it never does.
    adjusting
        Shape (draws, segments, actions): how much more the customers of a segment who arrive
        would gain in all.
    gains
        Shape (draws, segments, actions): mean gain of those who may get the action; NaN if
        nobody may.
    """

    success: Floats
    adjusting: Floats
    gains: Floats


def draw(catalogue: tuple[Action, ...], states: States, sums: Sums, seed: int) -> Drawn:
    """Draw gains from the distributions of success, worth and moves.

    Success is drawn as in `core.actions.evidence`; what a customer brings, from a normal
    distribution with the standard error of the segment's mean; the moves of a segment, from a
    Dirichlet distribution as sure as the customers they rest on.
    """
    generator = np.random.default_rng(seed)
    drawn = [
        success_draws(one.success_low, one.success, one.success_high, generator)
        for one in catalogue
    ]
    likely = np.array([action.success for action in catalogue])
    success = np.divide(
        np.array(drawn).T, likely, np.ones((DRAWS, len(catalogue))), where=likely > 0
    )
    rewards = states.rewards + states.errors * generator.standard_normal(
        (DRAWS, len(states.rewards))
    )
    alpha = states.moves.chances * states.moves.weights[:, None]
    chances = move_draws(alpha, DRAWS, generator)
    values = segment_values(rewards, chances, states.periods, foreseen=states.foreseen)
    natural = (chances[..., :-1] @ values[..., None])[..., 0]
    adjusting = np.einsum("sak,dk->dsa", sums.into, values - states.values)
    adjusting -= np.einsum("sak,dk->dsa", sums.from_, natural - states.natural)
    costs = np.array([action.unit_cost for action in catalogue])
    gross = sums.gains + costs * sums.customers
    total = success[:, None, :] * (gross + adjusting) - costs * sums.customers
    nobody = np.full(total.shape, np.nan)
    gains = np.divide(total, sums.customers, nobody, where=sums.customers > 0)
    return Drawn(success, adjusting, gains)


def best_chances(drawn: Drawn, sums: Sums) -> Floats:
    """Chance that an action gains most in all in its segment, shape (segments, actions)."""
    totals = np.where(sums.customers > 0, drawn.gains * sums.customers, -np.inf)
    best = totals.argmax(axis=2)
    actions = np.arange(totals.shape[2])
    chances = (best[:, :, None] == actions).mean(axis=0)
    return np.where(sums.customers > 0, chances, 0.0)


def caution(drawn: Drawn, sums: Sums, costs: Floats) -> Floats:
    """By what share of itself a gain before its cost is counted, to be cautious, 0 to 1.

    Shape (segments, actions).
    """
    known = sums.customers > 0
    means = np.divide(sums.gains, sums.customers, np.zeros(known.shape), where=known) + costs
    low = np.quantile(np.where(known, drawn.gains, 0.0), CAUTION, axis=0) + costs
    share = np.divide(low, means, np.ones(known.shape), where=known & (means > 0))
    return np.clip(share, 0.0, 1.0)
