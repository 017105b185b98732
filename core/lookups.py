"""Answers what the window asks about an analysis, row by row, segment by segment, by customer."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, partial
from operator import attrgetter
from typing import assert_never

from core.customer_lookups import CustomerLookup
from core.customers.looking import CustomerDesk
from core.customers.roster import Roster
from core.errors import UserError
from core.export_kinds import ExportPreview, ExportPreviewed
from core.intake.readings import readings
from core.output.contents import PlanContents
from core.output.material import Material
from core.output.writers import preview_of
from core.pipeline import Outcome
from core.plan_lookups import found_of_plan, takes_for
from core.plan_questions import PlanAt, PlannedCustomers, WhatItTakes
from core.project.sources import rows_to_show
from core.requests import Found, InAnalysis, RowsShown, SourceRows
from core.segment_lookups import DriversOf, ModelOf, ProfileOf, SegmentFound, SegmentLookup
from core.segments.identity.keeping import freeze
from core.segments.profile.drivers import drivers
from core.segments.profile.traits import profiles
from core.settings import Kind
from core.source_steps import source_names, sources_of
from core.steps import earlier_segments
from core.tables.plan import Takes
from core.tables.profile import Drivers, Profile
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable
from core.value.evidence.bought import Bought, by_kind
from core.value.evidence.contacts import contacts_of
from core.value.evidence.service import customers_with
from core.value.worth import customers_worth
from core.version import VERSION
from core.worth_questions import MembersFound, WithActivity, WorthRows, WorthShown

DIVISIONS_KEPT = 3
"""Divisions whose profiles are kept, so that undo and redo show them at once."""

MOST_ROWS = 1_000
"""Rows that one lookup may ask for."""


class Lookups:
    """Finds what is asked about analyses, and keeps what is asked for again."""

    def __init__(self) -> None:
        self._desk: tuple[Outcome, CustomerDesk] | None = None
        self._material: tuple[Outcome, Material] | None = None
        self._profiles: tuple[tuple[SegmentTable, tuple[Profile, ...]], ...] = ()

    def found(self, outcome: Outcome, lookup: InAnalysis) -> Found | None:
        """Return what is asked about one analysis; None if it does not get that far."""
        match lookup:
            case SourceRows():
                return _source_rows(outcome, lookup)
            case WorthRows():
                return _worth_rows(outcome, lookup)
            case WithActivity():
                return _members_with(outcome, lookup)
            case ProfileOf() | DriversOf() | ModelOf():
                return self._of_segments(outcome, lookup)
            case PlanAt() | WhatItTakes() | PlannedCustomers():
                return found_of_plan(outcome, lookup)
        return self._of_customers(outcome, lookup) if "customers" in outcome.results else None

    def _of_segments(self, outcome: Outcome, lookup: SegmentLookup) -> SegmentFound | None:
        results = outcome.results
        match lookup:
            case ProfileOf(_, code):
                return self.profiles_of(outcome)[code - 1]
            case DriversOf(_, axis):
                return drivers(results["customers"], results["scored"], axis)
            case ModelOf():
                return freeze(results["scored"], results["segments"])
        assert_never(lookup)

    def _of_customers(self, outcome: Outcome, lookup: CustomerLookup | ExportPreview) -> Found:
        desk = self._desk_of(outcome)
        if not isinstance(lookup, ExportPreview):
            return desk.answer(lookup)
        try:
            return preview_of(self._material_at(desk, outcome), lookup.wanted)
        except UserError as problem:
            return ExportPreviewed(lookup.wanted, problem=f"{problem.message} {problem.hint}")

    def _material_at(self, desk: CustomerDesk, outcome: Outcome) -> Material:
        """Return what previews are made from; it is kept while one analysis is looked at."""
        if self._material is None or self._material[0] is not outcome:
            self._material = outcome, self._made(desk.roster, outcome)
        return self._material[1]

    def _made(self, roster: Roster, outcome: Outcome) -> Material:
        sources = sources_of(outcome.results, outcome.settings)
        takes = cache(partial(takes_for, outcome))
        contents = cache(partial(self._contents_of, outcome, takes))
        return Material(roster, contents, sources, takes)

    def material_of(self, outcome: Outcome) -> Material:
        """Return what files about an analysis are made from.

        Raises
        ------
        UserError
            If there are no customers.
        """
        if "customers" not in outcome.results:
            raise outcome.problem or UserError("There are no customers yet.", "Add a file first.")
        roster = Roster(outcome.results, sources_of(outcome.results, outcome.settings))
        return self._made(roster, outcome)

    def _contents_of(self, outcome: Outcome, takes: Callable[[], Takes | None]) -> PlanContents:
        """Return everything that an analysis has found, in the form in which it is written down."""
        if outcome.problem is not None:
            raise outcome.problem
        results = outcome.results
        return PlanContents(
            settings=outcome.settings,
            sources=sources_of(results, outcome.settings),
            customers=results["customers"],
            scored=results["scored"],
            segments=results["segments"],
            actions=results["actions"],
            plan=results["plan"],
            advice=results["planned"],
            takes=takes(),
            scenarios=results["scenarios"],
            version=VERSION,
            profiles=self.profiles_of(outcome),
            drivers=drivers_of(outcome),
            value=results["value"],
            results=results.get("results"),
            earlier=earlier_segments(results),
            weighing=results["weighed"],
        )

    def profiles_of(self, outcome: Outcome) -> tuple[Profile, ...]:
        """Return what sets each segment apart; it does not depend on names."""
        groups = outcome.results["groups"]
        for kept, found in self._profiles:
            if kept is groups:
                return found
        found = profiles(outcome.results["customers"], outcome.results["scored"], groups)
        self._profiles = (*self._profiles, (groups, found))[-DIVISIONS_KEPT:]
        return found

    def _desk_of(self, outcome: Outcome) -> CustomerDesk:
        """Return the desk for an analysis; one at a time, and only lookups come here."""
        if self._desk is None or self._desk[0] is not outcome:
            sources = sources_of(outcome.results, outcome.settings)
            self._desk = outcome, CustomerDesk(outcome.results, sources, outcome.settings)
        return self._desk[1]


def drivers_of(outcome: Outcome) -> tuple[Drivers, ...]:
    """Return what goes with each axis."""
    customers, scored = outcome.results["customers"], outcome.results["scored"]
    return tuple(drivers(customers, scored, place) for place in range(len(scored.axes)))


def _source_rows(outcome: Outcome, lookup: SourceRows) -> RowsShown | None:
    table: SourceTable | None = outcome.results.get(source_names(outcome.settings)[lookup.source])
    if table is None:
        return None
    raw = rows_to_show(table)
    rows = raw.fetch(lookup.first, min(lookup.count, MOST_ROWS))
    return RowsShown(
        places=tuple(place for place, _ in rows),
        cells=tuple(cells for _, cells in rows),
        total=raw.total,
        reasons=tuple(_reason(table, place) for place, _ in rows),
        readings=_readings(table, lookup.question, rows),
    )


def _reason(table: SourceTable, row: int) -> str:
    place = bisect_left(table.set_aside, row, key=attrgetter("row"))
    found = table.set_aside[place : place + 1]
    return found[0].reason if found and found[0].row == row else ""


def _readings(
    table: SourceTable, place: int, rows: Sequence[tuple[int, Sequence[str]]]
) -> tuple[tuple[str, ...], ...]:
    """What the cells that a question is about mean, by each answer."""
    if not 0 <= place < len(table.questions):
        return ()
    question = table.questions[place]
    names = [column.name for column in table.columns]
    if question.column not in names:
        return ()
    column, recipes = names.index(question.column), [one.recipe for one in question.choices]
    return tuple(
        readings(cells[column], recipes) if column < len(cells) else () for _, cells in rows
    )


def _worth_rows(outcome: Outcome, lookup: WorthRows) -> WorthShown | None:
    """Return what single customers are worth; None if that could not be told."""
    results = outcome.results
    if "value" not in results:
        return None
    rows = customers_worth(
        results["joined"],
        results["bought"],
        results["lifetime"],
        results["value"],
        outcome.settings,
        (lookup.first, min(lookup.last, lookup.first + MOST_ROWS)),
    )
    return WorthShown(rows)


def _members_with(outcome: Outcome, lookup: WithActivity) -> MembersFound | None:
    """Return who took service of a kind; None if purchases could not be added up."""
    results = outcome.results
    if "bought" not in results:
        return None
    found: Bought = results["bought"]
    contacts = contacts_of(by_kind(results["joined"])[Kind.CONTACTS])
    span = found.calendar.span
    return MembersFound(customers_with(contacts, lookup.activity, found.size, span))
