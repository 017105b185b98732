"""Everything the user has chosen, as nested frozen values; `Settings` is the whole analysis.

Two settings that are equal lead to the same tables, so a setting, or the part of it
that a result depends on, is the key under which the result is kept.
"""

from dataclasses import dataclass, field

from core.settings.actions import Action, Catalogue, Comparison, Condition, Economics, Evidence
from core.settings.axes import (
    COST_TO_SERVE,
    FREQUENCY,
    LIFETIME_VALUE,
    RECENCY,
    SATISFACTION,
    Axis,
    Direction,
    Missing,
)
from core.settings.language import Language
from core.settings.methods import Method, Scaling
from core.settings.model import Model
from core.settings.moves import MoveAssumptions
from core.settings.objectives import Objective
from core.settings.plan import Aim, PlanSettings, Scenario
from core.settings.results import Experiment, Learned
from core.settings.segmentation import Limit, Segmentation
from core.settings.sources import (
    ALIKE_SHEETS,
    CHANGED,
    EVENTS,
    NOT_IMPORTED,
    OF_MONEY,
    Answer,
    DateOrder,
    DayCount,
    Kind,
    Names,
    ReadAs,
    Recipe,
    Role,
    Source,
    Twins,
)
from core.settings.value import CostBasis, CostPool, Rate, TimeUnit, Valuation, ValueModel

__all__ = [
    "ALIKE_SHEETS",
    "CHANGED",
    "COST_TO_SERVE",
    "EVENTS",
    "FREQUENCY",
    "LIFETIME_VALUE",
    "NOT_IMPORTED",
    "OF_MONEY",
    "RECENCY",
    "SATISFACTION",
    "Action",
    "Aim",
    "Answer",
    "Axis",
    "Catalogue",
    "Comparison",
    "Condition",
    "CostBasis",
    "CostPool",
    "DateOrder",
    "DayCount",
    "Direction",
    "Economics",
    "Evidence",
    "Experiment",
    "Kind",
    "Language",
    "Learned",
    "Limit",
    "Method",
    "Missing",
    "Model",
    "MoveAssumptions",
    "Names",
    "Objective",
    "PlanSettings",
    "Rate",
    "ReadAs",
    "Recipe",
    "Role",
    "Scaling",
    "Scenario",
    "Segmentation",
    "Settings",
    "Source",
    "TimeUnit",
    "Twins",
    "Valuation",
    "ValueModel",
]


@dataclass(frozen=True)
class Settings:
    """The whole analysis.

    Attributes
    ----------
    sources
        What is imported, in the order in which the user gave it.
    axes
        The three axes; empty to have them proposed from the columns' roles.
    segmentation
        How the customers are divided.
    catalogue
        What the company can do.
    economics
        What a customer's position is worth.
    objectives
        What the company wants to reach.
    earlier
        The same kinds of sources for an earlier period; they show how customers move when
        nothing new is done.
    moves
        What is assumed of that as long as there is no earlier period.
    plan
        The limits of the plan.
    scenarios
        Other plans, to be compared with it.
    catalogue_name
        Name of the catalogue in force.
    catalogues
        The others that are kept.
    value
        How it is worked out what a customer is worth.
    learned
        Measured successes that were taken into the catalogue, oldest first.
    previous
        The analysis of the period before, whose plan is measured in this one; None if there is
        none.
    """

    sources: tuple[Source, ...] = ()
    axes: tuple[Axis, ...] = ()
    segmentation: Segmentation = field(default_factory=Segmentation)
    catalogue: tuple[Action, ...] = ()
    economics: Economics = field(default_factory=Economics)
    objectives: tuple[Objective, ...] = ()
    earlier: tuple[Source, ...] = ()
    moves: MoveAssumptions = field(default_factory=MoveAssumptions)
    plan: PlanSettings = field(default_factory=PlanSettings)
    scenarios: tuple[Scenario, ...] = ()
    catalogue_name: str = "Standard"
    catalogues: tuple[Catalogue, ...] = ()
    value: Valuation = field(default_factory=Valuation)
    learned: tuple[Learned, ...] = ()
    previous: "Settings | None" = None
