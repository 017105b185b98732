"""Everything the user has chosen, as nested frozen values; `Settings` is the whole analysis.

Two settings that are equal lead to the same tables, so a setting, or the part of it
that a result depends on, is the key under which the result is kept.
"""

from dataclasses import dataclass, field

from core.settings.actions import Action, Economics, Evidence
from core.settings.results import Experiment, Learned
from core.settings.segmentation import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Axis,
    Direction,
    Segmentation,
)
from core.settings.sources import (
    ALIKE_SHEETS,
    CHANGED,
    NOT_IMPORTED,
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

__all__ = [
    "ALIKE_SHEETS",
    "CHANGED",
    "COST_TO_SERVE",
    "LIFETIME_VALUE",
    "NOT_IMPORTED",
    "SATISFACTION",
    "Action",
    "Answer",
    "Axis",
    "DateOrder",
    "DayCount",
    "Direction",
    "Economics",
    "Evidence",
    "Experiment",
    "Kind",
    "Learned",
    "Names",
    "ReadAs",
    "Recipe",
    "Role",
    "Segmentation",
    "Settings",
    "Source",
    "Twins",
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
    budget
        Most that the plan may spend, in the currency of the data; None for no limit.
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
    budget: float | None = None
    learned: tuple[Learned, ...] = ()
    previous: "Settings | None" = None
