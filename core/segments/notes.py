"""What is worth knowing about how the customers were divided."""

import numpy as np

from core.segments.ideal import smallest_ideal
from core.segments.words import begun, count_words, measure_words
from core.settings import Method, Segmentation
from core.tables.customers import ScoredCustomers
from core.tables.trust import Match

_ENOUGH_PER_SEGMENT = 10
_USUAL_SMALLEST_IDEAL = 30


def notes_on(
    scored: ScoredCustomers, method: Method, groups: int, settings: Segmentation
) -> tuple[str, ...]:
    """Sentences about too few groups or customers, and what a method leaves out of account.

    Parameters
    ----------
    scored
        Where every customer stands.
    method
        What found the segments.
    groups
        How many there are.
    settings
        How many were asked for.
    """
    customers = int(scored.scored.sum())
    notes = []
    if method in {Method.K_MEANS, Method.MIXTURE} and groups < settings.segments:
        notes.append(f"Only {groups} groups can be told apart: {_why(scored)}. Showing {groups}.")
    if method is Method.GRID:
        notes += _grid_notes(scored, groups, settings)
    if method is Method.MIXTURE and len({axis.weight for axis in scored.axes}) > 1:
        notes.append(
            "A mixture finds out how far groups reach on each axis, so weights matter little to it."
        )
    enough = _ENOUGH_PER_SEGMENT * groups
    if customers < enough:
        notes.append(
            f"Only {customers} customers are scored; {count_words(groups)} segments"
            f" are hard to trust with fewer than {enough}."
        )
    fewest = smallest_ideal(customers, groups)
    if fewest < _USUAL_SMALLEST_IDEAL:
        notes.append(
            f"With {customers} customers, a segment of {fewest} may already be the ideal;"
            f" larger bases ask for at least {_USUAL_SMALLEST_IDEAL}."
        )
    return tuple(notes)


def _why(scored: ScoredCustomers) -> str:
    """The weighted axis with the fewest different values, and how many those are."""
    values = scored.values[scored.scored]
    distinct = [
        (len(np.unique(column)), index)
        for index, (column, axis) in enumerate(zip(values.T, scored.axes, strict=True))
        if axis.weight > 0
    ]
    count, index = min(distinct)
    words = measure_words(scored.axes[index])
    return f"{words} has just {count_words(count)} different values"


def _grid_notes(scored: ScoredCustomers, groups: int, settings: Segmentation) -> list[str]:
    """How many cells of the grid there are, and how many have customers."""
    cells = 2 ** sum(axis.weight > 0 for axis in scored.axes) + 1
    notes = []
    if cells not in {settings.segments, groups}:
        notes.append(
            f"The grid makes {count_words(cells)} segments, whatever the number asked for."
        )
    if groups < cells:
        empty = cells - groups
        lie = "cell of the grid has" if empty == 1 else "cells of the grid have"
        notes.append(f"{begun(count_words(empty))} {lie} no customers. Showing {groups}.")
    return notes


def kept_words(groups: list[int]) -> str:
    """That the segments are kept, and how many have nobody now; customers of each are given."""
    empty = sum(not size for size in groups)
    words = "The segments are kept from before, and customers are placed by them."
    if not empty:
        return words
    nobody = "one of them has" if empty == 1 else f"{count_words(empty)} of them have"
    return f"{words} {begun(nobody)} no customers now."


def match_words(matches: tuple[Match, ...], before: int) -> str:
    """What became of the segments that were kept, in one sentence."""
    counts = {kind: sum(one.kind == kind for one in matches) for kind in _KINDS}
    told = [
        f"{count_words(counts[kind])} {words}" for kind, words in _KINDS.items() if counts[kind]
    ]
    return f"Found afresh, of {count_words(before)} segments known before: {', '.join(told)}."


_KINDS = {
    "matched": "the same",
    "split": "split",
    "merged": "merged",
    "gone": "gone",
    "born": "new",
}
