"""The customers counted in nine fields: poor, middling and good on two axes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.drawable import Flags
from ui.desktop.charts.points import MOST_CODES

Scores = npt.NDArray[np.floating]

THIRDS = 3


@dataclass(frozen=True)
class Field:
    """One of the nine fields.

    Attributes
    ----------
    across, up
        Its third on each axis, 0 is poor.
    customers, selected
        How many are in it, and how many of them are selected.
    parts
        Code and number of customers of each segment in it, in the order of the list.
    """

    across: int
    up: int
    customers: int
    selected: int
    parts: tuple[tuple[int, int], ...]


def field_of(scores: Scores) -> npt.NDArray[np.int8]:
    """Give the third in which each score lies, 0 is poor; -1 for customers without a score."""
    known = np.nan_to_num(np.asarray(scores, dtype=np.float32), nan=-1.0)
    thirds: npt.NDArray[np.int8] = np.clip(
        np.floor(known * np.float32(THIRDS)), -1, THIRDS - 1
    ).astype(np.int8)
    return thirds


def nine_fields(
    across: Scores,
    up: Scores,
    codes: npt.NDArray[np.integer],
    kept: Flags | None,
    selected: Flags | None,
) -> tuple[Field, ...]:
    """Count the customers in each field.

    Parameters
    ----------
    across, up
        Scores of each customer, 1 is best.
    codes
        Segment of each customer; 0 is not counted.
    kept, selected
        Whom to count, and who of them is selected; None for everybody and for nobody.
    """
    columns, rows = field_of(across), field_of(up)
    named = np.asarray(codes)
    counted = (named > 0) & (columns >= 0) & (rows >= 0)
    counted = counted if kept is None else counted & kept
    places = (rows * np.int8(THIRDS) + columns).astype(np.int64)
    both = places * MOST_CODES + named
    numbers = _counts(both, counted).reshape(-1, MOST_CODES)
    picked = np.zeros_like(numbers)
    if selected is not None:
        picked = _counts(both, counted & selected).reshape(-1, MOST_CODES)
    return tuple(
        Field(
            across=place % THIRDS,
            up=place // THIRDS,
            customers=int(inside.sum()),
            selected=int(chosen.sum()),
            parts=tuple((code, int(count)) for code, count in enumerate(inside) if count),
        )
        for place, (inside, chosen) in enumerate(zip(numbers, picked, strict=True))
    )


def _counts(places: npt.NDArray[np.int64], wanted: Flags) -> npt.NDArray[np.int64]:
    """Count the customers that are wanted in each field and segment."""
    return np.bincount(places[wanted], minlength=THIRDS * THIRDS * MOST_CODES)
