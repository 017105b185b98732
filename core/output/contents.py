"""What an analysis hands to everything that writes it down."""

from dataclasses import dataclass

from core.actions.gain import Weighing
from core.settings import Settings
from core.tables.actions import ActionTable, NextAction
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.periods import ResultTable
from core.tables.plan import CustomerActions, Plan, ScenarioResult, Takes
from core.tables.profile import Drivers, Profile
from core.tables.segments import Segment, SegmentTable
from core.tables.sources import SourceTable
from core.tables.value import ValueTable


@dataclass(frozen=True, eq=False)
class PlanContents:
    """Everything that an analysis has found, for whoever writes it down.

    Attributes
    ----------
    settings
        Those that led to it, with the digest of every file that was read.
    sources, customers, scored, segments, actions, plan
        The tables of the stages.
    advice
        What is best for each customer, and what the plan does with them.
    takes
        What it would take to reach the objectives; None without any.
    scenarios
        The plans that are kept to be compared with it.
    version
        Version of the program.
    profiles
        What sets each segment apart, in the order of the codes; empty if that was not asked.
    drivers
        What goes with each axis; empty if that was not asked.
    value
        What customers are worth; None if that was not worked out.
    results
        What the plan of the earlier period really earned; None without an earlier period.
    earlier
        The segments of that period.
    weighing
        Every action weighed for every customer; None if nothing could be.
    """

    settings: Settings
    sources: tuple[SourceTable, ...]
    customers: CustomerTable
    scored: ScoredCustomers
    segments: SegmentTable
    actions: ActionTable
    plan: Plan
    advice: CustomerActions
    takes: Takes | None
    scenarios: tuple[ScenarioResult, ...]
    version: str
    profiles: tuple[Profile, ...] = ()
    drivers: tuple[Drivers, ...] = ()
    value: ValueTable | None = None
    results: ResultTable | None = None
    earlier: tuple[Segment, ...] = ()
    weighing: Weighing | None = None

    def segment(self, code: int) -> Segment:
        """Return the segment with this code."""
        return self.segments.segments[code - 1]

    def next_action(self, code: int) -> NextAction:
        """Return the next best action of the segment with this code."""
        return self.actions.next_actions[code - 1]

    def ending(self, segment: int, action: str) -> int:
        """Return the code of the segment to which most go by an action."""
        considered = self.next_action(segment).considered
        return next((one.to for one in considered if one.action == action), segment)

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
