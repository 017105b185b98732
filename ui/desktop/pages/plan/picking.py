"""Customers of the plan, selected on every page."""

from typing import Any

import numpy as np

from core.plan_questions import CustomersShown, PlannedCustomers
from core.tables.plan import Plan
from ui.desktop.pages.plan.tables import shown_lines
from ui.desktop.session import Session


class Picking:
    """Finds who gets an action in the plan in force, and selects them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pick_line(self, plan: Plan, place: int) -> None:
        """Select the customers of a line of the plan."""
        lines, segments = shown_lines(plan), self._session.analysis.segments
        if place < len(lines) and segments is not None:
            line = lines[place]
            name = f"{line.title}, {segments.segments[line.segment - 1].name}"
            self._look_up(name, line.action, line.segment)

    def pick_action(self, plan: Plan, title: str) -> None:
        """Select all who get an action; nobody where several actions stand together."""
        actions = [line.action for line in plan.lines if line.title == title]
        if actions:
            self._look_up(title, actions[0], 0)

    def _look_up(self, name: str, action: str, segment: int) -> None:
        lookup = PlannedCustomers(self._session.analysis.serial, action, segment)
        self._session.look_up(lookup, lambda found: self._select(name, found))

    def _select(self, name: str, found: Any) -> None:
        if isinstance(found, CustomersShown):
            packed = np.frombuffer(found.packed, dtype=np.uint8)
            members = np.unpackbits(packed, count=found.customers).astype(np.bool_)
            self._session.select(name, members)
