"""What is said about each customer: where they stand, what comes next and why."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.customers.next_action import next_step
from core.output.contents import PlanContents


@dataclass(frozen=True)
class Whereabouts:
    """What all customers of a segment have in common.

    Attributes
    ----------
    code
        Code of the segment; 0 for customers who are not scored.
    name
        Its name; "" for customers who are not scored.
    action
        Title of the action that comes next; "" if none pays.
    reason
        Why this action, or why none, as a sentence.
    """

    code: int
    name: str
    action: str
    reason: str


def whereabouts(contents: PlanContents) -> tuple[Whereabouts, ...]:
    """Return what is said about the customers of each segment, in code order."""
    return tuple(
        Whereabouts(segment.code, segment.name, *next_step(contents.next_action(segment.code)))
        for segment in contents.segments.segments
    )


def unscored(contents: PlanContents, row: int) -> Whereabouts:
    """Return what is said about a customer who is not scored."""
    empty = np.isnan(contents.scored.values[row])
    lacking = [
        axis.measure.replace("_", " ")
        for axis, missing in zip(contents.scored.axes, empty, strict=True)
        if missing
    ]
    return Whereabouts(0, "", "", f"Not scored: no value for {', '.join(lacking)}.")


def places(contents: PlanContents) -> tuple[tuple[Whereabouts, ...], npt.NDArray[np.intp]]:
    """Return all that is said about anybody, and which of it about each customer.

    Returns
    -------
    tuple
        The whereabouts: those of the segments in code order, then those of customers who are not
        scored; and, shape (customers,), the place among them of each customer.
    """
    codes = contents.segments.codes.astype(np.intp)
    said, place = list(whereabouts(contents)), codes - 1
    out = np.flatnonzero(codes == 0)
    patterns, first, which = np.unique(
        np.isnan(contents.scored.values[out]), axis=0, return_index=True, return_inverse=True
    )
    place[out] = len(said) + which.reshape(-1)
    said += [unscored(contents, row) for row in out[first[: len(patterns)]].tolist()]
    return tuple(said), place


def everyone(contents: PlanContents) -> Iterator[tuple[int, Whereabouts]]:
    """Yield row and whereabouts of every customer, in the order of the customer ids."""
    said, place = places(contents)
    for row, at in enumerate(place.tolist()):
        yield row, said[at]
