"""Everything the user has chosen, as nested frozen values; `Settings` is the whole analysis.

Two settings that are equal lead to the same tables, so a setting, or the part of it
that a result depends on, is the key under which the result is kept.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What one row of a source stands for."""

    PROFILES = "profiles"
    ORDERS = "orders"
    CONTACTS = "contacts"
    SURVEYS = "surveys"
    REFERRALS = "referrals"


class Role(StrEnum):
    """What a column of a source is used for."""

    CUSTOMER = "customer"
    DATE = "date"
    AMOUNT = "amount"
    MARGIN = "margin"
    COST = "cost"
    MINUTES = "minutes"
    ACTIVITY = "activity"
    SATISFACTION = "satisfaction"
    LIFETIME_VALUE = "lifetime value"
    REFERRED = "referred customer"
    NAME = "name"
    ATTRIBUTE = "attribute"
    IGNORED = "ignored"


class Direction(StrEnum):
    """Which end of an axis is good."""

    MORE = "more"
    LESS = "less"
    TARGET = "target"


class DateOrder(StrEnum):
    """How the parts of a written date follow one another."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


class Answer(StrEnum):
    """What is to happen to the cells of a number or date column that cannot be read as such."""

    SET_ASIDE = "set aside"
    MISSING = "missing"
    TEXT = "text"


class Evidence(StrEnum):
    """Where a number about an action comes from."""

    ASSUMED = "assumed"
    PAST_DATA = "past data"
    EXPERIMENT = "experiment"


SATISFACTION = "satisfaction"
COST_TO_SERVE = "cost_to_serve"
LIFETIME_VALUE = "lifetime_value"


@dataclass(frozen=True)
class Recipe:
    """How one source is read; what is None is found out from the file.

    Attributes
    ----------
    sheet
        Name of the worksheet; None for the first visible one with cells.
    encoding, delimiter
        Of a text file, such as ``"utf-8"`` and ``";"``.
    header_row
        Row of the file that names the columns, from 1; 0 if there is none.
    decimal
        Decimal sign, ``"."`` or ``","``.
    date_order
        Order of the parts of dates written with numbers only.
    kind
        What one row stands for.
    roles
        Column name and role, for the columns whose guessed role is overridden.
    answers
        Column name and answer, for the questions about cells that could not be read.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    decimal: str | None = None
    date_order: DateOrder | None = None
    kind: Kind | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()


@dataclass(frozen=True)
class Source:
    """One file or sheet to import.

    Attributes
    ----------
    path
        Where the file is, as an absolute path.
    recipe
        How it is read.
    digest
        SHA-256 of the content that was read, in hexadecimal; empty before the first reading.
        It makes a changed file a changed setting.
    """

    path: str
    recipe: Recipe = Recipe()
    digest: str = ""


@dataclass(frozen=True)
class Axis:
    """A measure that matters to the company, and which end of it is good.

    Attributes
    ----------
    measure
        Name of the measure: one of the three well-known ones, or the user's own.
    formula
        Column of the customer table, or a formula of columns.
    direction
        Which values are good.
    target
        The best value, if the direction is a target.
    weight
        Share in the distance between customers relative to the other axes, at least 0.
    """

    measure: str
    formula: str
    direction: Direction = Direction.MORE
    target: float | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Segmentation:
    """How the customers are divided.

    Attributes
    ----------
    method
        ``"k-means"`` on percentile ranks.
    segments
        How many groups, 3 to 15.
    starts
        k-means++ starts in all, at least 1.
    seed
        Seed of everything random.
    """

    method: str = "k-means"
    segments: int = 9
    starts: int = 50
    seed: int = 0


@dataclass(frozen=True)
class Action:
    """Something the company can do to a customer.

    Attributes
    ----------
    name
        Key of the action, such as ``"cocooning"``.
    title
        Its name on screen and in files.
    description
        One sentence on what is done.
    unit_cost
        Cost for one customer, in the currency of the data, above 0.
    success_low, success, success_high
        Share of treated customers who reach the ending segment, 0 to 1: the lowest that
        is thought possible, the likely one and the highest.
    evidence
        Where the success shares come from.
    raises
        Measures whose score the action raises; empty for an action that keeps
        a customer where they are.
    sells
        Whether the action offers something for sale, which the order rule keeps from
        unhappy customers.
    needs
        Measure, lowest and highest median score (0 to 1) of the segments it is meant for.
    """

    name: str
    title: str
    description: str
    unit_cost: float
    success_low: float
    success: float
    success_high: float
    evidence: Evidence = Evidence.ASSUMED
    raises: tuple[str, ...] = ()
    sells: bool = False
    needs: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True)
class Economics:
    """What a customer's position is worth, and for how long.

    Attributes
    ----------
    horizon_months
        Months over which value, cost and gain are counted, at least 1.
    cost_months
        Months that the cost to serve of the data covers; it is scaled to the horizon.
    value_is_net
        Whether lifetime value has the cost to serve already taken off.
    loss_share
        Share of customers assumed to be lost over the horizon if nothing is done, 0 to 1.
    selling_needs
        Order rule: lowest median satisfaction score (0 to 1) of a segment that may be
        offered something for sale.
    """

    horizon_months: int = 36
    cost_months: int = 12
    value_is_net: bool = False
    loss_share: float = 0.15
    selling_needs: float = 0.4


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
    """

    sources: tuple[Source, ...] = ()
    axes: tuple[Axis, ...] = ()
    segmentation: Segmentation = Segmentation()
    catalogue: tuple[Action, ...] = ()
    economics: Economics = Economics()
    budget: float | None = None
