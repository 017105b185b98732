"""The customers that are picked; one selection holds on every page."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.answers import Analysis
from core.customer_lookups import CustomerQuery


@dataclass(frozen=True, eq=False)
class Selection:
    """Customers picked on some page; the same ones are shown as selected on all of them.

    Attributes
    ----------
    label
        How they were picked, such as ``"Top tier"``.
    members
        Shape (customers,): whether each one is selected, in the order of the customer ids.
    """

    label: str
    members: npt.NDArray[np.bool_]

    @property
    def customers(self) -> int:
        """How many are selected."""
        return int(np.count_nonzero(self.members))


def picked(label: str, members: npt.NDArray[np.bool_] | None) -> Selection | None:
    """Return the selection of some customers; None for nobody."""
    return Selection(label, members) if members is not None and members.any() else None


def same_customers(one: Analysis, other: Analysis) -> bool:
    """Tell whether two analyses have the same customers, in the same order."""
    return _digest(one) == _digest(other)


def picked_among(analysis: Analysis, selection: Selection | None) -> CustomerQuery:
    """Return the query that lists those who are selected; None for everybody."""
    if selection is None:
        return CustomerQuery()
    bits = np.packbits(selection.members).tobytes()
    return CustomerQuery(members=bits, digest=_digest(analysis))


def _digest(analysis: Analysis) -> str:
    return analysis.customers.digest if analysis.customers else ""
