"""What is best for each customer, and what the plan does with them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.actions.allocation import Allocation
from core.actions.gain import Weighing
from core.actions.ground import Ground
from core.actions.knapsack import NOTHING
from core.settings import Action
from core.tables.actions import NONE, Arm, Hindrance, kinds_of
from core.tables.plan import CustomerActions

Codes = npt.NDArray[np.int8]
Amounts = npt.NDArray[np.float32]

_RULES = tuple(kind for kind in Hindrance if kind not in {Hindrance.NOWHERE, Hindrance.UNMEASURED})


def advise(
    weighing: Weighing | None, catalogue: Sequence[Action], customers: int
) -> CustomerActions:
    """Find the best action of each customer, the second best, and what stands against a better one.

    Parameters
    ----------
    weighing
        Every action weighed for every scored customer; None if nothing could be weighed.
    catalogue
        The actions.
    customers
        How many customers there are, scored or not.

    Returns
    -------
    CustomerActions
        With nobody in the plan yet.
    """
    if weighing is None:
        return _nothing(customers)
    weighed = weighing.customers
    costs = np.array([action.unit_cost for action in catalogue])
    may = np.where(weighed.marks == 0, weighed.gains, -np.inf)
    best, gain = _greatest(may)
    everybody = np.arange(len(best))
    first = np.maximum(best, 1) - 1
    may[first, everybody] = -np.inf
    second = _greatest(may)[0]
    ruled = np.isin(kinds_of(weighed.marks), _RULES) & (weighed.endings > 0)
    obvious, would_gain = _greatest(np.where(ruled, weighed.gains, -np.inf))
    obvious = np.where(would_gain > np.maximum(gain, 0), obvious, np.int8(NONE))
    mark = weighed.marks[np.maximum(obvious, 1) - 1, everybody]
    spread = _Spread(weighed.rows, customers)
    return CustomerActions(
        action=spread.codes(best),
        second=spread.codes(second),
        gain=spread.amounts(np.where(best > 0, gain, np.nan)),
        cost=spread.amounts(np.where(best > 0, costs[first], np.nan)),
        ending=spread.codes(np.where(best > 0, weighed.endings[first, everybody], NONE)),
        obvious=spread.codes(obvious),
        mark=spread.marks(np.where(obvious > 0, mark, 0)),
        planned=np.zeros(customers, dtype=np.int8),
        arm=np.zeros(customers, dtype=np.int8),
    )


def _nothing(customers: int) -> CustomerActions:
    codes, amounts = np.zeros(customers, np.int8), np.full(customers, np.nan, np.float32)
    marks = np.zeros(customers, np.uint8)
    return CustomerActions(codes, codes, amounts, amounts, codes, codes, marks, codes, codes)


def _greatest(gains: Amounts) -> tuple[Codes, Amounts]:
    """Number of the action with the greatest gain above 0, 0 for none; and that gain."""
    most = gains.max(axis=0)
    return np.where(most > 0, gains.argmax(axis=0) + 1, 0).astype(np.int8), most


class _Spread:
    """Lays what is known of scored customers out along all customers."""

    def __init__(self, rows: npt.NDArray[np.int64], customers: int) -> None:
        self._rows = rows
        self._customers = customers

    def codes(self, found: npt.NDArray[np.integer]) -> Codes:
        laid = np.zeros(self._customers, dtype=np.int8)
        laid[self._rows] = found
        return laid

    def marks(self, found: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
        laid = np.zeros(self._customers, dtype=np.uint8)
        laid[self._rows] = found
        return laid

    def amounts(self, found: npt.NDArray[np.floating]) -> Amounts:
        laid = np.full(self._customers, np.nan, dtype=np.float32)
        laid[self._rows] = found
        return laid


def with_plan(
    advised: CustomerActions, ground: Ground | None, allocation: Allocation | None
) -> CustomerActions:
    """Tell besides what the plan does with each customer; nothing if there is no plan."""
    if ground is None or allocation is None:
        return advised
    spread = _Spread(ground.weighing.customers.rows, len(advised.action))
    given = allocation.choice != NOTHING
    arm = np.where(ground.held, Arm.HOLD_OUT, Arm.TREATED)
    return replace(
        advised,
        planned=spread.codes(allocation.choice + 1),
        arm=spread.codes(np.where(given, arm, Arm.NONE)),
    )
