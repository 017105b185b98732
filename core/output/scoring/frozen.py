"""What the query knows: everything that decides about a customer, without any customer.

The internal form between the tables of an analysis and the expressions of a query.
"""

from dataclasses import dataclass
from enum import Enum

from core.actions.states import Usual
from core.settings import Action, Axis, Comparison, Economics
from core.settings.model import Definition, Ladder

Vector = tuple[float, ...]


@dataclass(frozen=True)
class Cut:
    """Where a tier begins or ends in the order of profit, best first.

    Attributes
    ----------
    profit
        Profit of the last customer before the cut.
    last
        Their id, if customers after the cut have the same profit; "" if none has.
    """

    profit: float
    last: str = ""


@dataclass(frozen=True)
class Tiers:
    """How customers are cut into tiers by profit; None where the tier before has nobody.

    Attributes
    ----------
    profit
        The column with the profit.
    top, middle
        The ends of the top and of the middle tier.
    """

    profit: str
    top: Cut | None
    middle: Cut | None


@dataclass(frozen=True)
class Worth:
    """What it is worth to be in each segment, in code order; see `core.actions.states.States`.

    Attributes
    ----------
    values, lasting, natural, lasting_natural
        As in `States`.
    value, cost
        What customers usually bring and cost over the horizon.
    periods
        Periods of the horizon.
    """

    values: Vector
    lasting: Vector
    natural: Vector
    lasting_natural: Vector
    value: Usual
    cost: Usual
    periods: int


@dataclass(frozen=True)
class Way:
    """Where an action may lead from some segments: the ending segment and where it lies.

    Attributes
    ----------
    ending
        Code of the ending segment.
    starts
        Codes of the segments from which it may be reached.
    """

    ending: int
    starts: tuple[int, ...]


class RuleKind(Enum):
    """What a rule looks at."""

    NUMBERS = "numbers"
    DAYS = "days"
    TRUTHS = "yes or no"
    TEXTS = "texts"
    SEGMENT = "segment"


@dataclass(frozen=True)
class Rule:
    """A condition on a column, or on the segment.

    Attributes
    ----------
    kind
        What the column holds.
    column
        Its name; "" for the segment.
    test
        How it is compared.
    values
        With what: numbers, 1 and 0 for yes and no, days as ``"2026-03-31"``, codes of segments,
        and texts in every form in which `core.output.scoring.texts.folded` may give them.
    """

    kind: RuleKind
    column: str
    test: Comparison
    values: tuple[float | str, ...] = ()


@dataclass(frozen=True)
class Cooling:
    """The column with the day of an action, and the latest moment that is long enough ago."""

    column: str
    latest: str


@dataclass(frozen=True)
class Offer:
    """An action as the query weighs it.

    Attributes
    ----------
    action
        The action.
    moved
        Place of each axis that it moves, and how far.
    ways
        Where it may lead; empty for one that keeps customers where they are, or leads nowhere.
    rules
        What has to be true of a customer.
    had
        Columns with the days of the actions that have to come first; "" if none tells.
    cooling
        When it may be given again; None for at once.
    """

    action: Action
    moved: tuple[tuple[int, float], ...] = ()
    ways: tuple[Way, ...] = ()
    rules: tuple[Rule, ...] = ()
    had: tuple[str, ...] = ()
    cooling: Cooling | None = None


@dataclass(frozen=True)
class Advice:
    """What the next best action of a customer depends on.

    Attributes
    ----------
    catalogue
        Every action of the catalogue, in its order.
    economics
        Horizon, costs and order rule.
    worth
        What it is worth to be in each segment.
    goal
        Where the goal lies on each axis: as high as an action lifts.
    centres
        Mean score of each segment on each axis.
    """

    catalogue: tuple[Offer, ...]
    economics: Economics
    worth: Worth
    goal: Vector
    centres: tuple[Vector, ...]


@dataclass(frozen=True)
class Scoring:
    """Everything that decides about a customer.

    Attributes
    ----------
    fields
        Names of the columns of the customers.
    axes, ladders
        The axes, and the ranks on them.
    definition
        What decides to which segment a customer belongs.
    names
        The segments' names, in code order.
    tiers
        None if no profit is known.
    advice
        None if nothing could be weighed.
    """

    fields: tuple[str, ...]
    axes: tuple[Axis, ...]
    ladders: tuple[Ladder, ...]
    definition: Definition
    names: tuple[str, ...]
    tiers: Tiers | None
    advice: Advice | None
