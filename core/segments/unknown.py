"""Customers without a value on an axis: counted, shown as groups, and nothing made up."""

import numpy as np
import numpy.typing as npt

from core.errors import UserError
from core.segments.ladder import places_on
from core.segments.orientation import oriented
from core.segments.words import listed, measure_words
from core.settings import Axis, Missing, Model
from core.settings.model import Ladder
from core.tables.customers import Floats, Unknown

Flags = npt.NDArray[np.bool_]

_MOST_ASSUMED = 0.2
_ENOUGH = 30
_UNLIKE = 0.1


def filled_in(
    values: Floats, axes: tuple[Axis, ...], kept: Model | None
) -> tuple[Floats, tuple[int, ...]]:
    """Values with what the axes say for missing ones, and for how many, per axis.

    Raises
    ------
    UserError
        If a typical value is wanted for one in five customers or more.
    """
    filled = values.copy()
    assumed = []
    for place, axis in enumerate(axes):
        lacking = np.isnan(values[:, place])
        if axis.missing is Missing.LEAVE_OUT or not lacking.any():
            assumed.append(0)
            continue
        filled[lacking, place] = _stand_in(values[:, place], place, axis, kept)
        assumed.append(int(lacking.sum()))
    return filled, tuple(assumed)


def _stand_in(values: Floats, place: int, axis: Axis, kept: Model | None) -> float:
    """What is taken for a missing value of an axis."""
    if axis.missing is Missing.ZERO:
        return 0.0
    share = float(np.isnan(values).mean())
    if share >= _MOST_ASSUMED:
        raise UserError(
            f"{round(100 * share)} in 100 customers have no {measure_words(axis)}; a typical value"
            " for so many would be made up.",
            "Leave out customers without a value on the Axes page, or choose another column.",
        )
    return kept.ladders[place].typical if kept else float(np.nanmedian(values))


def missing_notes(
    missing: tuple[int, ...], assumed: tuple[int, ...], scored: Flags, axes: tuple[Axis, ...]
) -> list[str]:
    """How many customers have no value, what they got instead, and how many are not scored."""
    notes = []
    for count, filled, axis in zip(missing, assumed, axes, strict=True):
        if count:
            taken = "0" if axis.missing is Missing.ZERO else "the middle value"
            instead = f"; {taken} is taken, as you have chosen" if filled else ""
            who = "1 customer has" if count == 1 else f"{count:,} customers have"
            notes.append(f"{who} no {measure_words(axis)}{instead}.")
    unscored = int((~scored).sum())
    if unscored:
        notes.append(
            f"Without a value on every axis, and so unscored: {unscored:,} of"
            f" {len(scored):,} customers."
        )
    return notes


def unknown_groups(
    values: Floats, axes: tuple[Axis, ...], ladders: tuple[Ladder, ...]
) -> tuple[tuple[Unknown, ...], tuple[str, ...]]:
    """The customers who are not scored by what they lack, and sentences on how they differ.

    Parameters
    ----------
    values
        Shape (customers, axes): those who are not scored.
    axes, ladders
        The axes, and the ranks of the scored customers.
    """
    lacking = np.isnan(values)
    patterns, which = np.unique(lacking, axis=0, return_inverse=True)
    groups = [
        _group(values[which.ravel() == place], pattern, axes, ladders)
        for place, pattern in enumerate(patterns)
    ]
    ordered = tuple(sorted(groups, key=lambda one: (-one.customers, one.measures)))
    told = (_unlike(group, axes) for group in ordered if group.customers >= _ENOUGH)
    return ordered, tuple(filter(None, told))


def _group(
    values: Floats, lacking: Flags, axes: tuple[Axis, ...], ladders: tuple[Ladder, ...]
) -> Unknown:
    """Customers who lack the same."""
    medians, standing = [], []
    for column, missing, axis, ladder in zip(values.T, lacking, axes, ladders, strict=True):
        medians.append(np.nan if missing else float(np.median(column)))
        places = 0 if missing else places_on(ladder, oriented(column, axis)).mean()
        standing.append(np.nan if missing else float(places / ladder.customers + 1) / 2)
    names = tuple(axis.measure for axis, missing in zip(axes, lacking, strict=True) if missing)
    return Unknown(names, len(values), tuple(medians), tuple(standing))


def _unlike(group: Unknown, axes: tuple[Axis, ...]) -> str:
    """How customers who lack something differ from the scored ones; "" if they hardly do."""
    differing = [
        f"{measure_words(axis)} is {'better' if stands > 1 / 2 else 'worse'} than that of"
        f" {round(100 * max(stands, 1 - stands))} in 100 of the scored"
        for axis, stands in zip(axes, group.standing, strict=True)
        if abs(stands - 1 / 2) > _UNLIKE
    ]
    if not differing:
        return ""
    lack = listed([name.replace("_", " ") for name in group.measures])
    return (
        f"The {group.customers:,} customers without {lack} are not like the others: on average"
        f" their {listed(differing)}. So they stay a group of their own."
    )
