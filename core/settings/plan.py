"""The limits of a plan, what it is to reach, and the plans that it is compared with."""

from dataclasses import dataclass
from enum import StrEnum

from core.settings.objectives import Objective


class Aim(StrEnum):
    """What a plan is best at."""

    GAIN = "most gain"
    OBJECTIVES = "objectives at least cost"


@dataclass(frozen=True)
class PlanSettings:
    """The limits of a plan.

    Attributes
    ----------
    budget
        Most that it may spend, in the currency of the data; None for no limit.
    capacities
        Channel and how much of it there is; a channel that is not named has no limit.
    contact_column, contact_limit
        Column with how often a customer has been contacted, and how many contacts are enough,
        this one included; None for no limit.
    hold_out
        Share of those who would get an action who get nothing, so that its effect can be
        measured, 0 to 0.9.
    hold_outs
        Action and share, for actions with a share of their own.
    aim
        Whether it gains most, reaching the objectives if they can be reached; or reaches
        them at least cost, or comes as near as can be.
    cautious
        Whether gains are counted as low as four times in five they will exceed.
    """

    budget: float | None = None
    capacities: tuple[tuple[str, float], ...] = ()
    contact_column: str = ""
    contact_limit: float | None = None
    hold_out: float = 0.1
    hold_outs: tuple[tuple[str, float], ...] = ()
    aim: Aim = Aim.GAIN
    cautious: bool = False


@dataclass(frozen=True)
class Scenario:
    """A plan that is kept beside the one in force, to be compared with it."""

    name: str
    plan: PlanSettings
    objectives: tuple[Objective, ...] = ()
