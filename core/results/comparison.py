"""What can be said of an action of which nobody was held out: little, and it says so."""

import numpy as np

from core.results.figures import rounded, settled
from core.results.regression import LEVEL
from core.results.strata import Strata, matched, sums_of
from core.results.verdicts import sentence
from core.tables.periods import Arms, Codes
from core.tables.results import Check, Effect, Flags, Floats, Group, Outcome, Verdict

BY_CHANCE = "by chance"

_PARTS = 3
_NOBODY = (
    "Nobody was held out, and no untreated customer of the same segments had similar values "
    "before, so there is nobody to compare with."
)


def like_groups(codes: Codes, scores: Floats) -> np.ndarray:
    """Groups of like customers: the same segment, and the same third on every axis.

    Parameters
    ----------
    codes
        Shape (customers,): segment codes; 0 if not scored.
    scores
        Shape (customers, axes): 0 to 1.

    Returns
    -------
    numpy.ndarray
        Shape (customers,): a number for each group; -1 for customers who are not scored.
    """
    thirds = np.minimum((np.nan_to_num(scores) * _PARTS).astype(np.int64), _PARTS - 1)
    found = codes.astype(np.int64)
    for column in thirds.T:
        found = found * _PARTS + column
    return np.where(codes > 0, found, -1)


def compare(
    arms: Arms, groups: np.ndarray, untreated: Flags, outcome: Outcome, values: Floats
) -> Effect:
    """Compare those treated with untreated customers who looked alike before.

    Untreated customers were not held out by chance: somebody or something chose them. So this is
    never an effect, and its verdict is always "not a fair test".

    Parameters
    ----------
    arms
        An action of which nobody was held out.
    groups
        Shape (customers,): from `like_groups`.
    untreated
        Shape (customers,): who got nothing at all.
    outcome, values
        What is compared, shape (customers,); NaN if it is not known.
    """
    treated = np.zeros(len(values), dtype=np.bool_)
    treated[arms.places[arms.treated]] = True
    inside = (treated | untreated) & ~np.isnan(values) & (groups >= 0)
    strata = groups[inside]
    estimate = rounded(matched(values[inside], treated[inside], strata))
    used = sums_of(values[inside], treated[inside], strata)
    sizes = used.sizes[:, used.usable].sum(axis=1)
    told = _NOBODY
    if np.isfinite(estimate.effect):
        told = (
            f"Nobody was held out by chance. {int(sizes[0]):,} of those treated are compared with "
            f"{int(sizes[1]):,} untreated customers of the same segment who had similar values "
            "before; they may differ in ways that nobody has written down."
        )
    checks = (Check(BY_CHANCE, passed=False, p=float("nan"), told=told),)
    verdict = Verdict.UNFAIR
    return Effect(
        action=arms.action,
        title=arms.title,
        outcome=outcome,
        treated=_group(values[treated]),
        control=_like(int(sizes[1]), used),
        estimate=estimate,
        level=LEVEL,
        others=(),
        detectable=float("nan"),
        explained=0.0,
        earnings=None,
        verdict=verdict,
        told=sentence(arms.title, outcome, estimate, verdict, checks, "for the others"),
        checks=checks,
        fair=False,
    )


def _like(customers: int, found: Strata) -> Group:
    """The others, with their mean as if they lay in the groups like those treated."""
    nan, usable = float("nan"), found.usable
    if not usable.any():
        return Group(customers, 0, nan, nan)
    mean = np.average(found.means[1, usable], weights=found.sizes[0, usable])
    return Group(customers, 0, settled(float(mean)), nan)


def _group(values: Floats) -> Group:
    known = np.sort(values[~np.isnan(values)])
    mean = float(known.mean()) if len(known) else float("nan")
    return Group(len(known), len(values) - len(known), settled(mean), float("nan"))
