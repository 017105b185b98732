"""How the segments are going to be found."""

from dataclasses import replace

from core.progress import Progress
from core.segments.identity.keeping import in_force
from core.segments.table import check
from core.segments.trust.best_fit import best_fit
from core.segments.words import approach_words
from core.settings import Method, Scaling, Segmentation
from core.tables.customers import ScoredCustomers
from core.tables.trust import USUAL, Approach

_ENOUGH_PER_SEGMENT = 10
_TOO_FEW = (
    "Best fit took percentile ranks with k-means, the usual way: with so few customers, comparing"
    " others would say nothing."
)


def approach_for(scored: ScoredCustomers, settings: Segmentation, progress: Progress) -> Approach:
    """Method and scaling, as the user has chosen or as suits these customers best.

    Parameters
    ----------
    scored
        Where every customer stands.
    settings
        What the user has chosen.
    progress
        Told how far the comparison is.

    Raises
    ------
    UserError
        If there are too few customers, or a number is out of range.
    """
    kept = in_force(settings, scored.axes)
    if kept is not None:
        return _as_chosen(kept.method, kept.scaling)
    customers = int(scored.scored.sum())
    check(settings, customers, len(scored.axes))
    if settings.method in {Method.GRID, Method.RULE}:
        return _as_chosen(settings.method, Scaling.RANK)
    if settings.method is not Method.BEST_FIT:
        return _as_chosen(settings.method, settings.scaling)
    if customers < _ENOUGH_PER_SEGMENT * settings.segments:
        return replace(USUAL, reason=_TOO_FEW)
    return best_fit(scored, settings.segments, settings.seed, progress)


def _as_chosen(method: Method, scaling: Scaling) -> Approach:
    return Approach(method, scaling, approach_words(method, scaling))
