"""Segments kept from before: frozen, put to use, and found again among new ones."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from core.plain_values import made, plain
from core.segments.identity.matching import Matching, match
from core.segments.integers import Integers
from core.segments.notes import match_words
from core.segments.placing import place
from core.segments.trust.resampling import agreement
from core.settings import Axis, Model, Segmentation
from core.settings.model import KnownSegment
from core.tables.customers import ScoredCustomers
from core.tables.segments import Segment, SegmentTable

Floats = npt.NDArray[np.float64]


def freeze(scored: ScoredCustomers, segments: SegmentTable) -> Model | None:
    """The segments as numbers and text, without any customer.

    Returns
    -------
    Model or None
        None if the segments have no definition.
    """
    if segments.definition is None:
        return None
    return Model(
        axes=scored.axes,
        ladders=scored.ladders,
        definition=segments.definition,
        segments=tuple(map(_known, segments.segments)),
        ideal=segments.ideal.code,
        best=segments.ideal.best,
        method=segments.approach.method,
        scaling=segments.approach.scaling,
    )


def _known(segment: Segment) -> KnownSegment:
    return KnownSegment(
        code=segment.code,
        identity=segment.identity,
        name=segment.name,
        levels=segment.levels,
        medians=tuple(spread.median_score for spread in segment.spreads),
        values=tuple(spread.median for spread in segment.spreads),
        customers=segment.customers,
        naming=segment.naming,
    )


def to_json(model: Model) -> dict[str, Any]:
    """The model as plain dictionaries, lists, numbers and text; it comes back from them exactly."""
    found: dict[str, Any] = plain(model)
    return found


def from_json(found: object) -> Model:
    """The model that `to_json` has written.

    Raises
    ------
    UserError
        If something in it is missing or of another kind; the message names it.
    """
    return made(Model, found, "the kept segments")


def in_force(settings: Segmentation, axes: tuple[Axis, ...]) -> Model | None:
    """The kept segments, if customers are placed by them; None if they are found afresh.

    Other axes than those of the kept segments ask for other segments; no axes at all leave the
    choice to the kept ones.
    """
    kept = settings.kept
    if kept is None or settings.afresh or (axes and axes != kept.axes):
        return None
    return kept


def named_as_kept(table: SegmentTable, kept: Model) -> SegmentTable:
    """The segments under the names that they were kept with."""
    named = tuple(
        _as_known(one, known) for one, known in zip(table.segments, kept.segments, strict=True)
    )
    return replace(table, segments=named)


def _as_known(segment: Segment, known: KnownSegment) -> Segment:
    """A segment that goes on as the one that was known before."""
    return replace(segment, name=known.name, identity=known.identity, naming=known.naming)


@dataclass(frozen=True, eq=False)
class Inheritance:
    """Which kept segments new groups are.

    Attributes
    ----------
    kept
        The segments that were known before.
    order
        The groups in the order of their codes: one that is a kept segment has its code.
    matching
        What became of the kept segments, with the codes of the new ones.
    agreement
        How much both divisions agree (adjusted Rand index).
    """

    kept: Model
    order: list[int]
    matching: Matching
    agreement: float


def inherit(
    kept: Model, earlier: ScoredCustomers, scored: ScoredCustomers, groups: Integers
) -> Inheritance:
    """Find kept segments among new groups, by the customers who are in both.

    Parameters
    ----------
    kept
        The segments that were known before.
    earlier, scored
        The same customers, scored on the axes of the kept segments and on those of today.
    groups
        Shape (scored customers,): index of the new group, in business order.
    """
    both = earlier.scored & scored.scored
    old = place(kept.definition, earlier).groups[both[earlier.scored]]
    new = groups[both[scored.scored]]
    rows, columns = len(kept.segments), int(groups.max()) + 1
    counts = np.bincount(old * columns + new, minlength=rows * columns)
    shared = counts.reshape(rows, columns).astype(np.float64)
    order = _order(match(shared).partner)
    return Inheritance(kept, order, match(shared[:, order]), agreement(shared))


def _order(partner: Integers) -> list[int]:
    """The groups in the order of their codes: each has that of the segment it used to be."""
    count = len(partner)
    taken = {int(old): group for group, old in enumerate(partner) if 0 <= old < count}
    free = iter(group for group in range(count) if group not in taken.values())
    return [taken[code] if code in taken else next(free) for code in range(count)]


def told_apart(table: SegmentTable, inherited: Inheritance) -> SegmentTable:
    """The new segments with the names of those they used to be, and what became of each."""
    known, matching = inherited.kept.segments, inherited.matching
    became = match_words(matching.matches, len(known))
    segments = tuple(
        one if old < 0 else _as_known(one, known[old])
        for one, old in zip(table.segments, matching.partner.tolist(), strict=True)
    )
    return replace(
        table,
        segments=segments,
        matches=matching.matches,
        agreement=inherited.agreement,
        approach=replace(table.approach, reason=f"{table.approach.reason} {became}".strip()),
    )
