"""The step from scored customers to segments."""

from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.progress import Progress
from core.segments.dividing import divided
from core.segments.groups import Groups, described, grouped
from core.segments.ideal import Choice, Standing, business_order, choose, nearest_to
from core.segments.identity.keeping import Inheritance, in_force, inherit, named_as_kept, told_apart
from core.segments.integers import Integers
from core.segments.notes import kept_words, notes_on
from core.segments.placing import Placed, place, reordered, scales_of
from core.segments.rules.shortest import rules_for
from core.segments.scaling import coordinates
from core.segments.spread import explaining, silhouette_of, spread_within
from core.segments.words import count_words
from core.settings import Method, Model, Segmentation
from core.settings.model import Definition
from core.tables.customers import ScoredCustomers
from core.tables.segments import Floats, Ideal, SegmentTable
from core.tables.trust import Approach

_FEWEST_SEGMENTS, _MOST_SEGMENTS = 3, 15
_MOST_RESAMPLES = 1_000
_Number = TypeVar("_Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class _Found:
    """The segments in the order of their codes.

    Attributes
    ----------
    definition
        What decides to which a customer belongs.
    placed
        Where the scored customers are.
    groups, where, choice
        What the groups are like, where they stand, which one is the best.
    inherited
        Which of the kept segments they are; None if nothing was kept.
    """

    definition: Definition
    placed: Placed
    groups: Groups
    where: Standing
    choice: Choice
    inherited: Inheritance | None = None


def segment(
    scored: ScoredCustomers,
    approach: Approach,
    settings: Segmentation,
    progress: Progress,
    earlier: ScoredCustomers | None = None,
) -> SegmentTable:
    """Divide the scored customers into segments, of which at most one is the ideal.

    Parameters
    ----------
    scored
        Where every customer stands on the axes.
    approach
        Method and scaling.
    settings
        How many segments, from how many starts; segments that are kept.
    progress
        Told how far the search is.
    earlier
        The same customers scored on the axes of the kept segments, to tell which of the new
        ones those are; None if nothing is kept or nothing found afresh.

    Returns
    -------
    SegmentTable
        With fewer segments than asked for, and a note, if there are not that many
        different customers.

    Raises
    ------
    UserError
        If there are fewer scored customers than segments, or the settings cannot be met.
    """
    kept = in_force(settings, scored.axes)
    notes: tuple[str, ...] = ()
    if kept is not None:
        found = _placed(scored, kept)
        sizes = [len(rows) for rows in found.groups.members]
        approach = replace(approach, reason=kept_words(sizes))
    else:
        check(settings, int(scored.scored.sum()), len(scored.axes))
        found = _divided(scored, approach, settings, progress, earlier)
        notes = notes_on(scored, approach.method, len(found.groups.members), settings)
    table = _table(scored, approach, found, notes)
    progress.at(1.0)
    if found.inherited is not None:
        return told_apart(table, found.inherited)
    return table if kept is None else named_as_kept(table, kept)


def check(settings: Segmentation, customers: int, axes: int) -> None:
    """Refuse settings that cannot be met.

    Raises
    ------
    UserError
        If there are too few customers, or a number is out of range.
    """
    if not _FEWEST_SEGMENTS <= settings.segments <= _MOST_SEGMENTS:
        raise UserError(
            f"{settings.segments} segments were asked for.", "Choose a number from 3 to 15."
        )
    if settings.starts < 1:
        raise UserError(f"{settings.starts} starts were asked for.", "Choose 1 or more.")
    if settings.seed < 0:
        raise UserError(f"The seed is {settings.seed}.", "Choose a whole number from 0 up.")
    if not 0 <= settings.resamples <= _MOST_RESAMPLES:
        raise UserError(
            f"The customers are to be redrawn {settings.resamples} times.",
            f"Choose a number from 0 to {_MOST_RESAMPLES:,}.",
        )
    if customers < settings.segments:
        have = "1 customer has" if customers == 1 else f"{customers} customers have"
        raise UserError(
            f"Only {have} a value on all {count_words(axes)} axes, too few for"
            f" {count_words(settings.segments)} segments.",
            "Add customers, or choose axes on which more of them have a value.",
        )


def _placed(scored: ScoredCustomers, kept: Model) -> _Found:
    """Place the customers into kept segments."""
    placed = place(kept.definition, scored)
    groups = grouped(scored, placed.groups, kept.segments)
    where = groups.standing()
    return _Found(kept.definition, placed, groups, where, choose(where, kept.best - 1))


def _divided(
    scored: ScoredCustomers,
    approach: Approach,
    settings: Segmentation,
    progress: Progress,
    earlier: ScoredCustomers | None,
) -> _Found:
    """Divide the customers, and put the groups in the order of their codes."""
    division = divided(scored, approach, settings, progress)
    count = int(division.placed.groups.max()) + 1
    groups = grouped(scored, division.placed.groups, count)
    where = groups.standing()
    best = choose(where).best
    order = list(range(count))
    if approach.method is not Method.RULE:
        order = business_order(_centres(groups) * np.sqrt(where.weights), best)
    inherited = None
    if earlier is not None and settings.kept is not None:
        places = _places_in(order)[division.placed.groups]
        inherited = inherit(settings.kept, earlier, scored, places)
        order = [order[index] for index in inherited.order]
    places = _places_in(order)
    placed = Placed(
        places[division.placed.groups], places[division.placed.second], division.placed.confidence
    )
    where = replace(where, medians=where.medians[order], sizes=where.sizes[order])
    return _Found(
        definition=reordered(division.definition, order),
        placed=placed,
        groups=groups.in_order(order),
        where=where,
        choice=choose(where, int(places[best])),
        inherited=inherited,
    )


def _places_in(order: list[int]) -> Integers:
    """Place of each index in an order."""
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _centres(groups: Groups) -> Floats:
    """Mean score of each group on each axis; the median of one that has no customers now."""
    return np.array(
        [
            np.sort(groups.scores[rows], axis=0).mean(axis=0) if len(rows) else medians
            for rows, medians in zip(groups.members, groups.medians, strict=True)
        ]
    )


def _table(
    scored: ScoredCustomers, approach: Approach, found: _Found, notes: tuple[str, ...]
) -> SegmentTable:
    """Everything about the segments."""
    count = len(found.groups.members)
    rules = rules_for(scored, found.placed.groups, count)
    lie = coordinates(scored, scales_of(found.definition, scored, approach.scaling))
    inertia = spread_within(lie, found.placed.groups, count)
    return SegmentTable(
        customer_ids=scored.customer_ids,
        codes=_spread_out(scored.scored, (found.placed.groups + 1).astype(np.int8)),
        confidence=_spread_out(scored.scored, found.placed.confidence),
        second=_spread_out(scored.scored, (found.placed.second + 1).astype(np.int8)),
        segments=described(found.groups, found.where, found.choice, rules.shortest),
        ideal=_ideal(found, scored.scored),
        everyone=found.groups.everyone(),
        centres=_centres(found.groups),
        inertia=inertia,
        silhouette=silhouette_of(lie, found.placed.groups, count),
        notes=notes,
        approach=approach,
        definition=found.definition,
        boxes=rules.boxes,
        explaining=explaining(lie, rules.groups, count, inertia),
    )


def _spread_out(scored: npt.NDArray[np.bool_], found: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """One value per customer, 0 or NaN for those who are not scored."""
    empty = np.nan if found.dtype.kind == "f" else 0
    everyone = np.full(len(scored), empty, dtype=found.dtype)
    everyone[scored] = found
    return everyone


def _ideal(found: _Found, scored: npt.NDArray[np.bool_]) -> Ideal:
    """What is told about the ideal."""
    choice, scores = found.choice, found.groups.scores
    inside = (scores >= choice.region).all(axis=1)
    nearest = np.flatnonzero(scored)[nearest_to(choice.region, scores, found.where.weights)]
    return Ideal(
        code=choice.best + 1 if choice.ideal else None,
        best=choice.best + 1,
        reason=choice.reason,
        region=tuple(choice.region.tolist()),
        close=int(inside.sum()),
        nearest=() if choice.ideal else tuple(nearest.tolist()),
        rival=None if choice.rival is None else choice.rival + 1,
    )
