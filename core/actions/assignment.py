"""Which customers get the action that the plan has for their segment."""

import numpy as np
import numpy.typing as npt

from core.tables.actions import Plan
from core.tables.segments import SegmentTable


def assign(plan: Plan, segments: SegmentTable) -> npt.NDArray[np.bool_]:
    """Choose the customers of each line of the plan.

    All customers of a segment gain alike, so where the budget does not reach everybody, those
    come first who belong to the segment most surely; of two who do so alike, the first id.

    Parameters
    ----------
    plan
        How many customers of each segment get their action.
    segments
        Who belongs where, and how surely.

    Returns
    -------
    numpy.ndarray
        Shape (customers,): whether the customer gets the next action of their segment.
    """
    planned = np.zeros(len(segments.codes), dtype=np.bool_)
    for line in plan.lines:
        members = np.flatnonzero(segments.codes == line.segment)  # in the order of the ids
        surest = np.argsort(-segments.confidence[members], kind="stable")
        planned[members[surest[: line.customers]]] = True
    return planned
