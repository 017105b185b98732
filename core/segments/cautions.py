"""What is worth knowing about the axes: few values, and two that say the same."""

from itertools import combinations

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers, exact_dot
from core.segments.words import begun, count_words, measure_words
from core.settings import Axis
from core.tables.customers import Alike

Floats = npt.NDArray[np.float64]

ALIKE = 0.7
"""Rank correlation from which two axes say nearly the same."""

_FEW_VALUES = 9


def correlations(places: Integers, axes: tuple[Axis, ...]) -> tuple[Alike, ...]:
    """Rank correlation of every two axes (Spearman's); 0 where one has a single value."""
    found = []
    for (one, first), (two, second) in combinations(enumerate(axes), 2):
        a, b = (places[:, at] - round(float(places[:, at].mean())) for at in (one, two))
        spread = (exact_dot(a, a) * exact_dot(b, b)) ** 0.5
        correlation = exact_dot(a, b) / spread if spread else 0.0
        found.append(Alike((first.measure, second.measure), correlation))
    return tuple(found)


def axis_notes(
    values: Floats,
    axes: tuple[Axis, ...],
    pairs: tuple[Alike, ...],
    columns: tuple[set[str], ...],
) -> tuple[str, ...]:
    """Sentences on axes with few values, and on pairs that count something twice.

    Parameters
    ----------
    values
        Shape (scored customers, axes).
    axes
        The axes.
    pairs
        How much every two of them say the same.
    columns
        The columns that each one is made from.
    """
    return (*_few_values(values, axes), *_twice(axes, pairs, columns))


def _few_values(values: Floats, axes: tuple[Axis, ...]) -> list[str]:
    notes = []
    for column, axis in zip(values.T, axes, strict=True):
        distinct = len(np.unique(column))
        if distinct < min(_FEW_VALUES, len(column)):
            notes.append(
                f"{begun(measure_words(axis))} has just {count_words(distinct)}"
                " different values, so many customers share a place on it."
            )
    return notes


def _twice(
    axes: tuple[Axis, ...], pairs: tuple[Alike, ...], columns: tuple[set[str], ...]
) -> list[str]:
    notes = []
    for pair, (one, two) in zip(pairs, combinations(range(len(axes)), 2), strict=True):
        words = begun(f"{measure_words(axes[one])} and {measure_words(axes[two])}")
        if abs(pair.correlation) > ALIKE:
            notes.append(
                f"{words} move together (rank correlation of scores {pair.correlation:.2f}), so"
                " nearly the same thing counts twice."
            )
        elif columns[one] & columns[two]:
            shared = min(columns[one] & columns[two])
            notes.append(f"{words} are both made from {shared}, which counts twice.")
    return notes
