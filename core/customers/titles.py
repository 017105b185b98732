"""Titles of columns, such that each leads to one column only."""

from collections.abc import Sequence
from itertools import count

FOUND = (
    *("Segment", "Tier", "Stage", "Next action", "Gain", "Plan", "Arm", "Confidence"),
    "Next closest",
)
"""Titles of what the program finds. No column of the company has one of them, also while there is
nothing found: the same words in a template never mean something else later."""

AXIS, WORKED_OUT, YOURS = "axis", "worked out", "yours"
"""What is said beside a title that another column has already: whose column this one is."""

RANKS = (AXIS, WORKED_OUT, YOURS)
"""Who keeps a title that several want, the first one first."""


def told_apart(titles: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return titles of which no two are the same, whatever the case.

    Parameters
    ----------
    titles
        Titles, each with whose it is: one of `RANKS`; "" for the program, which keeps its own, so
        that a list for another system never holds a column of the company in place of it.
    """
    taken = {title.casefold() for title, whose in titles if not whose}
    taken |= {title.casefold() for title in FOUND}
    told = [title for title, _whose in titles]
    others = [place for place, (_title, whose) in enumerate(titles) if whose]
    for place in sorted(others, key=lambda place: RANKS.index(titles[place][1])):
        told[place] = _free(*titles[place], taken)
        taken.add(told[place].casefold())
    return tuple(told)


def _free(title: str, whose: str, taken: set[str]) -> str:
    """Return a title, or what it is called beside another one of that name."""
    if title.casefold() not in taken:
        return title
    names = (f"{title} ({whose}{'' if number == 1 else f' {number}'})" for number in count(1))
    return next(name for name in names if name.casefold() not in taken)
