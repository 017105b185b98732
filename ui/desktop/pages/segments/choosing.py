"""Which customers a chart picks and keeps: what clicking, drawing and filtering come to."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from core.tables.segments import Segment
from ui.desktop.charts.lasso import How
from ui.desktop.selection import Selection
from ui.desktop.widgets.phrases import counted, listed

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.integer]

NOT_SCORED = "Not scored"
MOST_NAMED = 2


def picked(selection: Selection | None, members: Flags, how: How) -> Flags:
    """Give who is picked once some customers have been added, taken away or picked instead."""
    if selection is None or how is How.REPLACE:
        return np.zeros_like(members) if how is How.REMOVE else members
    if how is How.ADD:
        return selection.members | members
    return selection.members & ~members


def flags_of(customers: npt.NDArray[np.integer], size: int) -> Flags:
    """Turn places of customers into one flag for each customer."""
    members = np.zeros(size, dtype=np.bool_)
    members[customers] = True
    return members


def of_segments(codes: Codes, wanted: Collection[int]) -> Flags:
    """Tell of each customer whether they belong to one of some segments."""
    return np.isin(np.asarray(codes), list(wanted))


def keeping(kept: Selection | None, members: Flags) -> Flags:
    """Give whom to keep when only some are to be seen of those who are."""
    return members if kept is None else kept.members & members


def leaving_out(kept: Selection | None, members: Flags) -> Flags:
    """Give whom to keep when some of those who are to be seen are left out."""
    return ~members if kept is None else kept.members & ~members


def filter_label(kept: Flags, codes: Codes, segments: tuple[Segment, ...]) -> str:
    """Name the customers that are kept, as short as it goes."""
    counts = np.bincount(np.asarray(codes).astype(np.int64), minlength=len(segments) + 1)
    shown = np.bincount(np.asarray(codes)[kept].astype(np.int64), minlength=len(counts))
    whole = [segment.name for segment in segments if shown[segment.code] == counts[segment.code]]
    absent = [segment.name for segment in segments if not shown[segment.code]]
    if len(whole) + len(absent) < len(segments):
        return counted(int(kept.sum()), "customer")
    if len(whole) <= MOST_NAMED:
        return listed(tuple(whole)) or NOT_SCORED
    if len(absent) <= MOST_NAMED:
        return f"Without {listed(tuple(absent))}" if absent else "All segments"
    return f"{whole[0]} and {len(whole) - 1} more segments"
