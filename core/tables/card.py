"""All that is known of one customer."""

from dataclasses import dataclass

from core.tables.listing import ColumnForm
from core.tables.segments import Spread


@dataclass(frozen=True)
class Standing:
    """Where a customer stands on an axis.

    Attributes
    ----------
    measure
        Name of the axis.
    value
        In the axis' own unit; NaN if missing.
    score
        0 to 1, 1 is best; NaN if not scored.
    level
        ``"low"``, ``"mid"`` or ``"high"`` third of the scores; "" if not scored.
    better_here, better_ideal
        Share of the segment and of the ideal whose score is lower, 0 to 1, customers with
        the same score counting half; NaN if there is no such segment.
    here, ideal, everyone
        How the customers of the segment, of the ideal and all scored ones lie; None if there
        is no such segment.
    form
        How the values are to be written.
    """

    measure: str
    value: float
    score: float
    level: str
    better_here: float
    better_ideal: float
    here: Spread | None
    ideal: Spread | None
    everyone: Spread
    form: ColumnForm


@dataclass(frozen=True)
class Month:
    """What happened in a month: sum of the order amounts, number of orders and of contacts."""

    year: int
    month: int
    amount: float
    orders: int
    contacts: int


@dataclass(frozen=True)
class Preference:
    """What a customer chooses most often.

    Attributes
    ----------
    title
        What it is a choice of: the name of the column.
    choice
        The word chosen most often.
    times, of
        How often, and how many rows of the customer say anything.
    """

    title: str
    choice: str
    times: int
    of: int


@dataclass(frozen=True)
class Alike:
    """A customer much like the one of the card who does better; ``values`` in axis order."""

    customer: int
    id: str
    name: str
    segment: int
    values: tuple[float, ...]


@dataclass(frozen=True)
class Difference:
    """What sets those who are alike but better off apart.

    Attributes
    ----------
    title
        Name of the axis or of the column.
    mine, theirs
        The customer's own number or word, and their median or the word most of them have.
    of
        How many of them have that word; 0 for a number.
    form
        How numbers are to be written.
    """

    title: str
    mine: float | str
    theirs: float | str
    of: int
    form: ColumnForm


@dataclass(frozen=True)
class NextBest:
    """The next best action for a customer.

    Attributes
    ----------
    title
        Its name; "" if none pays or there is none.
    to
        Code of the segment that it leads to.
    cost, gain
        For this customer, over the horizon, in the currency of the data.
    gain_low, gain_high
        80 % interval of what it gains on average in the segment; NaN if that is not known.
    planned
        Title of the action that the plan has for the customer; "" if it has none.
    held_out
        Whether the customer is to get nothing, so that the plan can be measured.
    reason
        Why, as a sentence.
    then
        Titles of the steps that follow on the way to the ideal.
    """

    title: str
    to: int
    cost: float
    gain: float
    gain_low: float
    gain_high: float
    planned: str
    held_out: bool
    reason: str
    then: tuple[str, ...]


@dataclass(frozen=True)
class Worth:
    """A part of what a customer is worth: its name, its amount and how amounts are written."""

    title: str
    amount: float
    form: ColumnForm


@dataclass(frozen=True)
class Turn:
    """The least change of one axis that would lead to another segment.

    ``value`` is where the segment with that ``segment`` code begins, on the axis ``measure``.
    """

    measure: str
    value: float
    above: bool
    segment: int
    form: ColumnForm


@dataclass(frozen=True)
class Card:
    """All that is known of one customer.

    Attributes
    ----------
    customer
        Place in the order of the ids.
    id, name
        As they are written; ``name`` may be "".
    since
        Day of the first order or of joining, as ``2021-03-31``; "" if not known.
    segment, second
        Codes of the segment and of the next closest one; 0 if not scored.
    confidence
        0, on the border, to 1; NaN if not scored.
    words
        Titles and words of what else describes the customer, such as tier and lifecycle.
    standings
        One for each axis.
    worth
        The parts of what the customer is worth, as far as they are known.
    why_worth
        How the lifetime value comes about, with the numbers put in; "" if that is not known.
    turn
        What would lead to another segment; None if nothing simple does.
    following
        What to do next; None while no actions have been weighed.
    months
        From the first to the last month of the data, if there are orders or contacts with days.
    preferences
        What orders and contacts tell of products, channels and occasions.
    alike, differences
        Customers much alike who do better, nearest first, and what sets them apart.
    """

    customer: int
    id: str
    name: str
    since: str
    segment: int
    second: int
    confidence: float
    words: tuple[tuple[str, str], ...]
    standings: tuple[Standing, ...]
    worth: tuple[Worth, ...]
    why_worth: str
    turn: Turn | None
    following: NextBest | None
    months: tuple[Month, ...]
    preferences: tuple[Preference, ...]
    alike: tuple[Alike, ...]
    differences: tuple[Difference, ...]
