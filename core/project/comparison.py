"""Two periods side by side: how many customers, who stayed, and where they stand."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.tables.compared import Compared, ComparedLine
from core.tables.customers import ScoredCustomers
from core.tables.segments import Segment, SegmentTable


def compare(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Compared:
    """Put the results of two periods side by side.

    Parameters
    ----------
    earlier, later
        Results by the name of their step; ``scored`` and ``segments`` are needed.
    """
    ids = [results["scored"].customer_ids for results in (earlier, later)]
    stayed = int(ids[1].isin(ids[0]).sum())
    medians = [_medians(results["scored"]) for results in (earlier, later)]
    sizes = _sizes(earlier["segments"], later["segments"])
    return Compared(stayed, len(ids[0]) - stayed, len(ids[1]) - stayed, _lines(*medians), sizes)


def _medians(scored: ScoredCustomers) -> dict[str, float]:
    found = {}
    for place, axis in enumerate(scored.axes):
        values = scored.values[:, place]
        values = values[~np.isnan(values)]
        if len(values):
            found[axis.measure] = float(np.median(values))
    return found


def _sizes(earlier: SegmentTable, later: SegmentTable) -> tuple[ComparedLine, ...]:
    """Customers of every segment, under the name that it has in the later period."""
    before = _partners(earlier, later)
    gone = [one for one in earlier.segments if one not in before.values()]
    lines = []
    for one in later.segments:
        then = before.get(one.code)
        customers = None if then is None else float(then.customers)
        lines.append(ComparedLine(one.name, customers, float(one.customers)))
    return (*lines, *(ComparedLine(one.name, float(one.customers), None) for one in gone))


def _partners(earlier: SegmentTable, later: SegmentTable) -> dict[int, Segment]:
    """Which earlier segment each later one is, by its code.

    The identity tells it, whatever the language of the names; the name tells it of the others,
    so that one which the user has called the same stands in one line.
    """
    found: dict[int, Segment] = {}
    for known_by in (_identity, _name):
        left = {known_by(one): one for one in earlier.segments if one not in found.values()}
        for one in later.segments:
            if one.code not in found and known_by(one) in left:
                found[one.code] = left.pop(known_by(one))
    return found


def _identity(segment: Segment) -> str:
    """What a segment is known by; its name if that is not known."""
    return segment.identity or segment.name


def _name(segment: Segment) -> str:
    return segment.name


def _lines(earlier: dict[str, float], later: dict[str, float]) -> tuple[ComparedLine, ...]:
    names = dict.fromkeys((*later, *earlier))
    return tuple(ComparedLine(name, earlier.get(name), later.get(name)) for name in names)
