"""Segments that are set by limits on the axes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.segments.integers import Integers
from core.segments.orientation import measured
from core.settings import Axis, Direction
from core.settings.model import Box, Boxes, Ladder
from core.tables.customers import ScoredCustomers

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Parts:
    """Space cut at every limit of every axis.

    Attributes
    ----------
    cuts
        Rising limits of each axis.
    codes
        Code of the segment in each part, one dimension per axis.
    """

    cuts: tuple[Floats, ...]
    codes: Integers


def placed_in_boxes(boxes: Boxes, scored: ScoredCustomers) -> tuple[Integers, Integers, Floats]:
    """Code of the segment and of the second best one, and confidence, of the scored customers.

    The second best segment is the one across the nearest limit, and the confidence is twice
    the score to that limit, at most 1.

    Raises
    ------
    UserError
        If a limit is on something that is no axis, or a box is missing.
    """
    parts = parts_of(boxes.boxes, tuple(axis.measure for axis in scored.axes))
    values = [
        measured(column, axis)
        for column, axis in zip(scored.values[scored.scored].T, scored.axes, strict=True)
    ]
    inside = tuple(
        np.searchsorted(cuts, column, side="right")
        for cuts, column in zip(parts.cuts, values, strict=True)
    )
    codes = parts.codes[inside]
    second, gaps = codes.copy(), np.full(len(codes), np.inf)
    scores = scored.scores[scored.scored]
    for place, axis in enumerate(scored.axes):
        heights = heights_of(parts.cuts[place], axis, scored.ladders[place])
        for towards in (-1, 1):
            other, cut = neighbours(parts.codes, place, towards)
            across = np.where(cut[inside] < 0, np.inf, 0.0)
            if len(heights):
                across += np.abs(scores[:, place] - heights[np.maximum(cut[inside], 0)])
            nearer = across < gaps
            second[nearer], gaps[nearer] = other[inside][nearer], across[nearer]
    return codes, second, np.minimum(2 * gaps, 1.0)


def renumbered(boxes: Boxes, codes: dict[int, int]) -> Boxes:
    """The boxes with new codes for their segments.

    Space of a segment that has no new code goes to whoever else holds it or, if nobody does, to
    the segment whose box has most ranges in common.
    """
    kept = [Box(codes[box.segment], box.ranges) for box in boxes.boxes if box.segment in codes]
    measures = tuple(dict.fromkeys(one.measure for box in boxes.boxes for one in box.ranges))
    for box in boxes.boxes:
        if box.segment not in codes and not _cut(kept, measures).codes.all():
            heir = max(kept, key=lambda one: len(set(one.ranges) & set(box.ranges)))
            kept.append(Box(heir.segment, box.ranges))
    return Boxes(tuple(kept))


def parts_of(boxes: Sequence[Box], measures: tuple[str, ...]) -> Parts:
    """Cut space, and make sure that every customer is in a box."""
    for box in boxes:
        for one in box.ranges:
            if one.measure not in measures:
                raise UserError(
                    f"The segments have a limit on {one.measure!r}, which is no axis.",
                    "Choose another method on the Segments page, or make it an axis again.",
                )
    parts = _cut(boxes, measures)
    if not parts.codes.all():
        raise UserError(
            "The limits of the segments leave room in which customers belong to none.",
            "Choose another method on the Segments page.",
        )
    return parts


def _cut(boxes: Sequence[Box], measures: tuple[str, ...]) -> Parts:
    """Cut space at every limit, and find the first box that holds each part; 0 for none."""
    ends: dict[str, set[float]] = {measure: set() for measure in measures}
    for box in boxes:
        for one in box.ranges:
            ends[one.measure] |= {end for end in (one.least, one.below) if end is not None}
    cuts = tuple(np.array(sorted(ends[measure])) for measure in measures)
    codes = np.zeros([len(one) + 1 for one in cuts], dtype=np.int64)
    for box in reversed(boxes):
        codes[_slices(box, measures, cuts)] = box.segment
    return Parts(cuts, codes)


def _slices(box: Box, measures: tuple[str, ...], cuts: tuple[Floats, ...]) -> tuple[slice, ...]:
    """The parts of space within a box."""
    found = []
    for measure, ends in zip(measures, cuts, strict=True):
        first, last = 0, len(ends) + 1
        for one in box.ranges:
            if one.measure == measure and one.least is not None:
                first = max(first, int(np.searchsorted(ends, one.least)) + 1)
            if one.measure == measure and one.below is not None:
                last = min(last, int(np.searchsorted(ends, one.below)) + 1)
        found.append(slice(first, last))
    return tuple(found)


def heights_of(cuts: Floats, axis: Axis, ladder: Ladder) -> Floats:
    """Scores of limits: halfway between the customers on either side."""
    values, last = np.array(ladder.values), len(ladder.values) - 1
    more = axis.direction is Direction.MORE
    above = np.searchsorted(values, cuts) if more else np.searchsorted(values, -cuts, "right")
    places = np.array(ladder.places)
    halves = places[np.clip(above - 1, 0, last)] + places[np.clip(above, 0, last)]
    return np.asarray((halves / 2 + ladder.customers) / (2 * ladder.customers))


def neighbours(codes: Integers, axis: int, towards: int) -> tuple[Integers, Integers]:
    """The next other code of each part in one direction, and the limit that lies before it.

    The limit is its index among the cuts of the axis, -1 if there is no other code that way.
    """
    along = np.moveaxis(codes, axis, 0)
    size = len(along)
    other, cut = along.copy(), np.full(along.shape, -1)
    order = range(1, size) if towards < 0 else range(size - 2, -1, -1)
    for part in order:
        before = part + towards
        same = along[part] == along[before]
        other[part] = np.where(same, other[before], along[before])
        crossed = part - 1 if towards < 0 else part
        cut[part] = np.where(same, cut[before], crossed)
    return np.moveaxis(other, 0, axis), np.moveaxis(cut, 0, axis)
