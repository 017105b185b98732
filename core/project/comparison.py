"""Two periods side by side: how many customers, who stayed, and where they stand."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.tables.compared import Compared, ComparedLine
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable


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
    sizes = [_sizes(results["segments"]) for results in (earlier, later)]
    return Compared(
        stayed, len(ids[0]) - stayed, len(ids[1]) - stayed, _lines(*medians), _lines(*sizes)
    )


def _medians(scored: ScoredCustomers) -> dict[str, float]:
    found = {}
    for place, axis in enumerate(scored.axes):
        values = scored.values[:, place]
        values = values[~np.isnan(values)]
        if len(values):
            found[axis.measure] = float(np.median(values))
    return found


def _sizes(table: SegmentTable) -> dict[str, float]:
    return {segment.name: float(segment.customers) for segment in table.segments}


def _lines(earlier: dict[str, float], later: dict[str, float]) -> tuple[ComparedLine, ...]:
    names = dict.fromkeys((*later, *earlier))
    return tuple(ComparedLine(name, earlier.get(name), later.get(name)) for name in names)
