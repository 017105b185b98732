"""What may be asked about the plan of an analysis, and the answers."""

from dataclasses import dataclass

from core.settings import Objective, PlanSettings
from core.tables.plan import Plan, Takes


@dataclass(frozen=True)
class PlanAt:
    """Make a plan with other limits or objectives, to be looked at; answered by `PlanShown`.

    Attributes
    ----------
    analysis
        Serial number of the analysis whose actions are planned.
    plan, objectives
        The limits and what is to be reached.
    seed
        Of the hold-out.
    """

    analysis: int
    plan: PlanSettings
    objectives: tuple[Objective, ...]
    seed: int


@dataclass(frozen=True)
class PlanShown:
    """A plan to be looked at; None if a limit has no meaning, and why."""

    plan: Plan | None
    problem: str = ""


@dataclass(frozen=True)
class WhatItTakes:
    """Find what it would take to reach the objectives of an analysis; answered by `TakesShown`."""

    analysis: int


@dataclass(frozen=True)
class TakesShown:
    """What it would take; None if there is no objective, or nothing that could be planned."""

    takes: Takes | None


@dataclass(frozen=True)
class PlannedCustomers:
    """Find who gets an action in the plan of an analysis; answered by `CustomersShown`.

    Attributes
    ----------
    action
        Key of the action.
    segment
        Code of the segment; 0 for all.
    """

    analysis: int
    action: str
    segment: int = 0


@dataclass(frozen=True)
class CustomersShown:
    """Customers, by their rows in the order of the ids; eight in a byte, as numpy packs them."""

    customers: int
    packed: bytes


PlanLookup = PlanAt | WhatItTakes | PlannedCustomers
PlanFound = PlanShown | TakesShown | CustomersShown
