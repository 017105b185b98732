"""What is said about each customer: where they stand, what comes next and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.actions.sayings import Sayings
from core.customers.columns import ARMS
from core.output.contents import PlanContents
from core.tables.actions import Arm


@dataclass(frozen=True)
class Whereabouts:
    """What is said about a customer.

    Attributes
    ----------
    code
        Code of the segment; 0 for customers who are not scored.
    name
        Its name; "" for customers who are not scored.
    action
        Title of the action that comes next; "" if none pays.
    planned
        Title of the action of the plan, of those held out too; "" if there is none.
    arm
        ``"treated"``, ``"hold-out"`` or "".
    reason
        Why this action, or why none, in a sentence or two.
    """

    code: int
    name: str
    action: str
    planned: str
    arm: str
    reason: str


def unscored(contents: PlanContents, row: int) -> str:
    """Say why a customer is not scored."""
    empty = np.isnan(contents.scored.values[row])
    lacking = [
        axis.measure.replace("_", " ")
        for axis, missing in zip(contents.scored.axes, empty, strict=True)
        if missing
    ]
    return f"Not scored: no value for {', '.join(lacking)}."


def reason_of(contents: PlanContents, sayings: Sayings, row: int) -> str:
    """Say why the customer in a row gets an action, or why none."""
    scored = contents.segments.codes[row] > 0
    return sayings.reason(row) if scored else unscored(contents, row)


def everyone(
    contents: PlanContents, first: int = 0, last: int | None = None
) -> Iterator[tuple[int, Whereabouts]]:
    """Yield row and whereabouts of every customer, in the order of the customer ids.

    ``first`` and ``last`` limit the rows.
    """
    sayings = sayings_of(contents)
    names = ("", *(segment.name for segment in contents.segments.segments))
    rows = range(first, len(contents.segments.codes) if last is None else last)
    advice = contents.advice
    columns = [
        part[rows.start : rows.stop].tolist()
        for part in (contents.segments.codes, advice.action, advice.planned, advice.arm)
    ]
    for row, code, action, planned, arm in zip(rows, *columns, strict=True):
        yield (
            row,
            Whereabouts(
                code=code,
                name=names[code],
                action=sayings.title(action),
                planned=sayings.title(planned),
                arm=ARMS[Arm(arm)],
                reason=reason_of(contents, sayings, row),
            ),
        )


def sayings_of(contents: PlanContents) -> Sayings:
    """Return what says why each customer gets what they get."""
    return Sayings(
        contents.settings.catalogue,
        contents.settings.economics,
        contents.actions,
        contents.segments,
        contents.advice,
    )
