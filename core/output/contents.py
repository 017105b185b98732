"""What an analysis hands to everything that writes it down."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import Settings
from core.tables.actions import ActionTable, NextAction, Plan
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.periods import ResultTable
from core.tables.segments import Segment, SegmentTable
from core.tables.sources import SourceTable


@dataclass(frozen=True, eq=False)
class PlanContents:
    """Everything that an analysis has found, for whoever writes it down.

    Attributes
    ----------
    settings
        Those that led to it, with the digest of every file that was read.
    sources, customers, scored, segments, actions, plan
        The tables of the stages.
    planned
        Shape (customers,): whether the customer gets the next action within the plan.
    version
        Version of the program.
    results
        What the plan of the earlier period really earned; None without an earlier period.
    earlier
        The segments of that period.
    """

    settings: Settings
    sources: tuple[SourceTable, ...]
    customers: CustomerTable
    scored: ScoredCustomers
    segments: SegmentTable
    actions: ActionTable
    plan: Plan
    planned: npt.NDArray[np.bool_]
    version: str
    results: ResultTable | None = None
    earlier: tuple[Segment, ...] = ()

    def segment(self, code: int) -> Segment:
        """Return the segment with this code."""
        return self.segments.segments[code - 1]

    def next_action(self, code: int) -> NextAction:
        """Return the next best action of the segment with this code."""
        return self.actions.next_actions[code - 1]

    @property
    def unscored(self) -> int:
        """Customers without a value on every axis."""
        return int((self.segments.codes == 0).sum())

    @property
    def notes(self) -> tuple[str, ...]:
        """What every stage found worth knowing, in their order, each once."""
        told = [note for source in self.sources for note in source.notes]
        told += [*self.customers.notes, *self.scored.notes, *self.segments.notes]
        return tuple(dict.fromkeys(told))


def measure_title(measure: str) -> str:
    """Return the name of a measure as a reader expects it: ``Cost to serve``."""
    words = measure.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
