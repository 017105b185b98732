"""The rows of all service contacts: whose, when, of which kind, how long, at what cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.units import clock_minutes, unit_of_time
from core.settings import Role
from core.tables.customers import Placed, Places
from core.value.columns import NO_DAY, Days, Floats, Texts, days_of, numbers_of, texts_of
from core.value.one_unit import is_clock

ALL, UNSAID = "all contacts", "not said"


@dataclass(frozen=True, eq=False)
class Contacts:
    """Rows of contacts, all arrays of shape (rows,).

    Attributes
    ----------
    places
        Place of the customer; -1 for nobody.
    days
        Days since 1970; `core.value.columns.NO_DAY` where the date is missing.
    activities
        Place of the activity among ``names``.
    minutes, costs
        NaN where they are missing.
    names
        The activities in order, each in the first of its spellings.
    """

    places: Places
    days: Days
    activities: npt.NDArray[np.int32]
    minutes: Floats
    costs: Floats
    names: tuple[str, ...]


def contacts_of(parts: Sequence[Placed]) -> Contacts:
    """Gather the rows of all sources of contacts.

    Activities are the same if they differ only in capitals and spaces around them.

    Raises
    ------
    UserError
        If a column does not hold numbers or dates.
    """
    texts = [_activities(part) for part in parts]
    spelt: dict[str, str] = {}
    for name in sorted((name for one in texts for name in one.labels.tolist()), reverse=True):
        spelt[activity_key(name)] = name
    keys = sorted(spelt, key=spelt.__getitem__)
    number = {key: place for place, key in enumerate(keys)}
    codes = [
        np.array([number[activity_key(name)] for name in one.labels.tolist()], np.int32)[one.codes]
        for one in texts
    ]
    return Contacts(
        places=np.concatenate([part.places for part in parts]),
        days=np.concatenate([_days(part) for part in parts]),
        activities=np.concatenate(codes),
        minutes=np.concatenate([_minutes(part) for part in parts]),
        costs=np.concatenate([_numbers(part, Role.COST) for part in parts]),
        names=tuple(spelt[key] for key in keys),
    )


def activity_key(name: str) -> str:
    """What activities are compared by."""
    return name.strip().casefold()


def _activities(part: Placed) -> Texts:
    column = part.source.column_with(Role.ACTIVITY)
    if column is None:
        return Texts(np.zeros(len(part.places), np.int32), np.array([ALL], dtype=object))
    found = texts_of(part.source, column)
    unsaid = found.codes < 0
    if not unsaid.any():
        return found
    labels = np.append(found.labels, UNSAID)
    return Texts(np.where(unsaid, len(labels) - 1, found.codes), labels)


def _days(part: Placed) -> Days:
    column = part.source.column_with(Role.DATE)
    if column is None:
        return np.full(len(part.places), NO_DAY, np.int32)
    return days_of(part.source, column)


def _minutes(part: Placed) -> Floats:
    """What each contact took, whatever unit its column says."""
    column = part.source.column_with(Role.MINUTES)
    if column is None or not is_clock(part.source, column):
        size = 1.0 if column is None else unit_of_time(column)[1]
        values = _numbers(part, Role.MINUTES)
        return values if size == 1 else values * size
    cells = texts_of(part.source, column)
    minutes = [clock_minutes(str(label)) for label in cells.labels.tolist()]
    return np.asarray(np.array([*minutes, np.nan], np.float64)[cells.codes])


def _numbers(part: Placed, role: Role) -> Floats:
    column = part.source.column_with(role)
    if column is None:
        return np.full(len(part.places), np.nan)
    return numbers_of(part.source, column)
