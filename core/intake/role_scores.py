"""How well columns fit their roles, by name and type, in seven languages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.intake import words
from core.intake.amount_names import paid_score, says_refund
from core.intake.date_names import happened_score
from core.settings import Kind, Role
from core.tables.sources import ColumnType

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_BESIDE = frozenset({"shipping", "delivery", "postage", "marketing", "payment", "service"})
MAY_NAME = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.TRUTH})
_DATES = frozenset({ColumnType.DATE})
_SWITCHES = frozenset({ColumnType.TRUTH, ColumnType.INTEGER})
_PART_OF_TIME = frozenset({"period", "trial", "cycle"})


@dataclass(frozen=True)
class Evidence:
    """What is known of a column when its role is guessed.

    Attributes
    ----------
    name
        Its name.
    type
        What its cells were read as.
    rows
        Its cells that are not empty.
    different
        How many different values it has.
    unit
        Currency or per cent sign of its numbers; "" if there is none.
    tells_refunds
        Whether it says of some rows, and not of others, that money was given back.
    """

    name: str
    type: ColumnType
    rows: int
    different: int
    unit: str = ""
    tells_refunds: bool = False

    @property
    def of_shares(self) -> bool:
        """Whether its numbers are shares of something, so that they have no sum."""
        return self.unit == "%" or words.says_share(self.name)


def best_of(columns: Sequence[Evidence], score: Callable[[Evidence], int]) -> Evidence | None:
    """The column with the highest score above 0, the first of several."""
    ranked = [(score(column), column) for column in columns]
    top = max((points for points, _ in ranked), default=0)
    return next((column for points, column in ranked if points == top), None) if top else None


def _named(
    likely: frozenset[str], types: frozenset[ColumnType], sure: frozenset[str] = frozenset()
) -> Callable[[Evidence], int]:
    def score(column: Evidence) -> int:
        found = set(words.tokens(column.name))
        if column.type not in types or words.REFERRED_WORDS & found or column.of_shares:
            return 0
        return 2 if found & sure else int(bool(found & likely))

    return score


def satisfaction(column: Evidence) -> int:
    """How plainly a column says how satisfied the customer is, 0 to 3."""
    found = set(words.tokens(column.name))
    if column.type not in _NUMBERS or found & {"churn", "credit", "risk"}:
        return 0
    if found & words.SATISFACTION_SURE:
        return 3
    if found & words.SATISFACTION:
        return 2
    return int(bool(found & words.COMPLAINTS))


def answer(column: Evidence) -> int:
    """How plainly a column holds answers, 0 to 3; complaints, fewer of which are better, do not."""
    score = satisfaction(column)
    return score if score > 1 else 0


def lifetime_value(column: Evidence) -> int:
    """Whether a column says what the customer is worth over a lifetime, 0 or 1."""
    found = words.tokens(column.name)
    whole = "lifetime" in found and "value" in found
    named = whole or bool(set(found) & words.LIFETIME_VALUE)
    return int(column.type in _NUMBERS and named and not column.of_shares)


def referred(column: Evidence) -> int:
    """Whether a column names who was brought by the customer, 0 or 1."""
    found = set(words.tokens(column.name))
    plain = len(found) <= 1 or bool(found & words.CUSTOMER)
    return int(column.type in MAY_NAME and plain and bool(found & words.REFERRED_WORDS))


def arm(column: Evidence) -> int:
    """Whether a column says who was held out, 0 or 1."""
    found = set(words.tokens(column.name))
    named = found & words.ARM or any(pair <= found for pair in words.ARM_PAIRS)
    return int(column.type in _TEXTS | _SWITCHES and bool(named))


def _received(column: Evidence) -> int:
    found = set(words.tokens(column.name))
    return int(column.type in _SWITCHES and bool(found & words.RECEIVED))


_MARGIN = _named(words.MARGIN, _NUMBERS)
PRICE = _named(words.PRICE, _NUMBERS)
QUANTITY = _named(words.QUANTITY, _NUMBERS)
begins = _named(words.START, _DATES)
_END = _named(words.END, _DATES)
_RENEWAL = _named(words.RENEWAL, _DATES)
_MINUTES = _named(words.MINUTES, _NUMBERS)
_ACTIVITY = _named(words.ACTIVITY, _TEXTS, frozenset({"activity", "aktivitat"}))
ACTION = _named(words.ACTION, _TEXTS, words.PLANNED)
NAME = _named(words.NAME, frozenset({ColumnType.TEXT}), frozenset({"name", "nom", "nome"}))


def minutes(column: Evidence) -> int:
    """Whether a column says how long contacts took, 0 or 1; how long somebody waited does not."""
    found = set(words.tokens(column.name))
    waited = found & words.WAITING or "shipping" in found
    return 0 if waited else _MINUTES(column)


def activity(column: Evidence) -> int:
    """How plainly a column says what kind of contact there was, 0 to 2; its number does not."""
    numbers = words.is_identifier_name(column.name)
    numbered = numbers and words.CONTACT & set(words.tokens(column.name))
    return 0 if numbered else _ACTIVITY(column)


def cost(column: Evidence) -> int:
    """How plainly a column says what the customer cost, 0 to 2."""
    found = set(words.tokens(column.name))
    named = found & words.COST and not found & words.COUNTS
    if column.type not in _NUMBERS or not named or column.of_shares:
        return 0
    return 2 if found & words.COST_SURE else 1


def refund(column: Evidence) -> int:
    """Whether a column says how much of what was paid was given back, 0 or 1."""
    found = set(words.tokens(column.name))
    counted = found & (words.QUANTITY | words.COUNTS | {"rate", "tax", "taxes", "fee", "fees"})
    money = column.type in _NUMBERS and not counted and not column.of_shares
    return int(money and says_refund(column.name))


def _cost_of_order(column: Evidence) -> int:
    """How plainly a column says what an order cost, 0 to 2; what was given back is no cost."""
    beside = _BESIDE & set(words.tokens(column.name))
    return 0 if says_refund(column.name) else min(cost(column), 1 if beside else 2)


def _paid(column: Evidence) -> int:
    """How plainly a column says what was paid for a customer; a score of the costs does not."""
    return 0 if words.SCORE & set(words.tokens(column.name)) else cost(column)


def ended(column: Evidence) -> int:
    """How plainly a column says when a contract ended, 0 to 2; the day of the notice is earlier."""
    found = set(words.tokens(column.name))
    return 0 if found & _PART_OF_TIME else _END(column) * (1 if found & words.NOTICE else 2)


def renewed(column: Evidence) -> int:
    """Whether a column says when a contract is renewed next, 0 or 1."""
    period = bool(set(words.tokens(column.name)) & {"period"}) and _END(column) > 0
    return max(_RENEWAL(column), int(period))


def begun(column: Evidence) -> int:
    """How plainly a column says when a contract began, 0 to 9; any dates will do."""
    part = set(words.tokens(column.name)) & _PART_OF_TIME
    return any_date(column) + (0 if part else 3 * begins(column))


def any_date(column: Evidence) -> int:
    """How well a column says when something was, 0 to 6; any dates but those of births will do."""
    return happened_score(column.name) if column.type is ColumnType.DATE else 0


def amount(column: Evidence) -> int:
    """How plainly a column says what was paid for the whole row, 0 to 4."""
    referred_to = words.REFERRED_WORDS & set(words.tokens(column.name))
    if column.type not in _NUMBERS or referred_to or column.of_shares:
        return 0
    return paid_score(column.name)


MATCHES: dict[Kind, tuple[tuple[Role, Callable[[Evidence], int]], ...]] = {
    Kind.PROFILES: (
        (Role.LIFETIME_VALUE, lifetime_value),
        (Role.SATISFACTION, satisfaction),
        (Role.COST, cost),
        (Role.NAME, NAME),
    ),
    Kind.ORDERS: (
        (Role.DATE, any_date),
        (Role.REFUND, refund),
        (Role.MARGIN, _MARGIN),
        (Role.COST, _cost_of_order),
        (Role.AMOUNT, amount),
        (Role.NAME, NAME),
    ),
    Kind.CONTRACTS: (
        (Role.END, ended),
        (Role.RENEWAL, renewed),
        (Role.START, begun),
        (Role.MARGIN, _MARGIN),
        (Role.AMOUNT, amount),
    ),
    Kind.CONTACTS: (
        (Role.DATE, any_date),
        (Role.COST, cost),
        (Role.MINUTES, minutes),
        (Role.ACTIVITY, activity),
    ),
    Kind.SURVEYS: ((Role.DATE, any_date), (Role.SATISFACTION, answer)),
    Kind.REFERRALS: ((Role.DATE, any_date), (Role.REFERRED, referred)),
    Kind.TREATMENTS: (
        (Role.ARM, arm),
        (Role.ACTION, ACTION),
        (Role.RECEIVED, _received),
        (Role.DATE, any_date),
        (Role.COST, _paid),
    ),
}
_SAYS = {
    Role.DATE: "Its values are dates.",
    Role.AMOUNT: "Its name speaks of money taken and its values are numbers.",
    Role.REFUND: "Its name speaks of money given back; it is taken off what was paid.",
    Role.MARGIN: "Its name speaks of margin and its values are numbers.",
    Role.COST: "Its name speaks of cost, claims or refunds and its values are numbers.",
    Role.MINUTES: "Its name speaks of time taken and its values are numbers.",
    Role.ACTIVITY: "Its name speaks of the kind of contact and its values are words.",
    Role.SATISFACTION: "Its name speaks of satisfaction and its values are numbers.",
    Role.LIFETIME_VALUE: "Its name says lifetime value and its values are numbers.",
    Role.REFERRED: "Its name says which customer was referred.",
    Role.START: "Its values are dates.",
    Role.END: "Its name speaks of an end and its values are dates.",
    Role.RENEWAL: "Its name speaks of a renewal and its values are dates.",
    Role.NAME: "Its name says that it holds names.",
    Role.ACTION: "Its name speaks of what was to be done and its values are words.",
    Role.ARM: "Its name says who was held out and its values are words.",
    Role.RECEIVED: "Its name says whether the customer was reached.",
}


def reason_for(role: Role, column: Evidence) -> str:
    """Why a column has a role, as a sentence."""
    if role is Role.SATISFACTION and words.COMPLAINTS & set(words.tokens(column.name)):
        return "Complaints tell satisfaction the other way round: fewer is better."
    return _SAYS[role]
