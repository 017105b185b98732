"""What a row stands for and what each column is used for, guessed with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.intake import words
from core.settings import Kind, Role
from core.tables.sources import ColumnType

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_KEYS = frozenset({ColumnType.TEXT, ColumnType.INTEGER})
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.TRUTH})
_DATES = frozenset({ColumnType.DATE})
_OFTEN = 1.2
_ANSWER_COLUMNS = 3
_SURE = 3
_SAID_SO = "You said so."
_ELSE = "Nothing in its name or values speaks for another use."


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
    """

    name: str
    type: ColumnType
    rows: int
    different: int


@dataclass(frozen=True)
class Guess:
    """A kind and the columns' roles, each with its reason."""

    kind: Kind
    kind_reason: str
    roles: dict[str, tuple[Role, str]]


def guess(
    file_name: str,
    columns: Sequence[Evidence],
    kind: Kind | None,
    given: dict[str, Role],
) -> Guess:
    """Kind of a table and role of each column.

    Parameters
    ----------
    file_name
        Name of the file, which may tell what is in it.
    columns
        The columns in file order.
    kind, given
        What the user has said; it is kept.
    """
    free = [column for column in columns if column.name not in given]
    customer = next((name for name, role in given.items() if role is Role.CUSTOMER), None)
    found = _first(columns, lambda c: c.name == customer) or _customer(free)
    kind_reason = _SAID_SO
    if kind is None:
        kind, kind_reason = _kind(file_name, columns, found, given)
    roles = {name: (role, _SAID_SO) for name, role in given.items()}
    if found is not None and found.name not in roles:
        roles[found.name] = (Role.CUSTOMER, _customer_reason(found))
    for role, match in _MATCHES[kind]:
        if any(taken is role for taken, _ in roles.values()):
            continue
        best = _best([column for column in free if column.name not in roles], match)
        if best is not None:
            roles[best.name] = (role, _reason(role, best))
    for column in columns:
        empty = column.type is ColumnType.EMPTY
        rest = (Role.IGNORED, "It is empty.") if empty else (Role.ATTRIBUTE, _ELSE)
        roles.setdefault(column.name, rest)
    return Guess(kind, kind_reason, roles)


def _first(columns: Sequence[Evidence], fits: Callable[[Evidence], bool]) -> Evidence | None:
    return next((column for column in columns if fits(column)), None)


def _customer(columns: Sequence[Evidence]) -> Evidence | None:
    def score(column: Evidence) -> int:
        about_others = words.REFERRED_WORDS & set(words.tokens(column.name))
        if about_others:
            return 0
        score = words.customer_score(column.name)
        if column.type in _KEYS or (score == _SURE and column.type is ColumnType.DECIMAL):
            return score  # 17850.0 is what other programs make of a number with gaps
        return 0

    return _best(columns, score) or _best(columns, _referrer)


def _referrer(column: Evidence) -> int:
    plain = set(words.tokens(column.name)) <= words.REFERRER_WORDS
    return int(plain and column.type in _KEYS)


def _customer_reason(column: Evidence) -> str:
    repeats = "" if column.different == column.rows else f" in {column.rows:,} rows"
    return f"Its name says which customer; it has {column.different:,} different values{repeats}."


def _best(columns: Sequence[Evidence], score: Callable[[Evidence], int]) -> Evidence | None:
    """The column with the highest score above 0, the first of several."""
    ranked = [(score(column), column) for column in columns]
    top = max((points for points, _ in ranked), default=0)
    return next((column for points, column in ranked if points == top), None) if top else None


def _named(
    likely: frozenset[str], types: frozenset[ColumnType], sure: frozenset[str] = frozenset()
) -> Callable[[Evidence], int]:
    def score(column: Evidence) -> int:
        found = set(words.tokens(column.name))
        if column.type not in types or words.REFERRED_WORDS & found:
            return 0
        return 2 if found & sure else int(bool(found & likely))

    return score


def _satisfaction(column: Evidence) -> int:
    found = set(words.tokens(column.name))
    if column.type not in _NUMBERS or found & {"churn", "credit", "risk"}:
        return 0
    if found & words.SATISFACTION_SURE:
        return 3
    if found & words.SATISFACTION:
        return 2
    return int(bool(found & words.COMPLAINTS))


def _lifetime_value(column: Evidence) -> int:
    found = words.tokens(column.name)
    whole = "lifetime" in found and "value" in found
    return int(column.type in _NUMBERS and (whole or bool(set(found) & words.LIFETIME_VALUE)))


def _referred(column: Evidence) -> int:
    found = set(words.tokens(column.name))
    plain = len(found) <= 1 or bool(found & words.CUSTOMER)
    return int(column.type in _KEYS and plain and bool(found & words.REFERRED_WORDS))


_SURE_AMOUNT = frozenset(
    {
        "amount",
        "revenue",
        "sales",
        "betrag",
        "umsatz",
        "montant",
        "importe",
        "importo",
        "bedrag",
        "belopp",
        "omzet",
    }
)
_SURE_COST = frozenset(
    {"cost", "costs", "kosten", "cout", "couts", "coste", "costo", "costi", "kostnad"}
)
_DATE = _named(words.DATE | {"*"}, _DATES)
_AMOUNT = _named(words.AMOUNT, _NUMBERS, _SURE_AMOUNT)
_MARGIN = _named(words.MARGIN, _NUMBERS)
_MINUTES = _named(words.MINUTES, _NUMBERS)
_ACTIVITY = _named(words.ACTIVITY, _TEXTS, frozenset({"activity", "aktivitat"}))
_NAME = _named(words.NAME, frozenset({ColumnType.TEXT}), frozenset({"name", "nom", "nome"}))


def _cost(column: Evidence) -> int:
    found = set(words.tokens(column.name))
    if column.type not in _NUMBERS or not found & words.COST or found & words.COUNTS:
        return 0
    return 2 if found & _SURE_COST else 1


def _any_date(column: Evidence) -> int:
    return 1 + _DATE(column) if column.type is ColumnType.DATE else 0


_MATCHES: dict[Kind, tuple[tuple[Role, Callable[[Evidence], int]], ...]] = {
    Kind.PROFILES: (
        (Role.LIFETIME_VALUE, _lifetime_value),
        (Role.SATISFACTION, _satisfaction),
        (Role.COST, _cost),
        (Role.NAME, _NAME),
    ),
    Kind.ORDERS: (
        (Role.DATE, _any_date),
        (Role.MARGIN, _MARGIN),
        (Role.COST, _cost),
        (Role.AMOUNT, _AMOUNT),
        (Role.NAME, _NAME),
    ),
    Kind.CONTACTS: (
        (Role.DATE, _any_date),
        (Role.COST, _cost),
        (Role.MINUTES, _MINUTES),
        (Role.ACTIVITY, _ACTIVITY),
    ),
    Kind.SURVEYS: ((Role.DATE, _any_date), (Role.SATISFACTION, _satisfaction)),
    Kind.REFERRALS: ((Role.DATE, _any_date), (Role.REFERRED, _referred)),
}
_SAYS = {
    Role.DATE: "Its values are dates.",
    Role.AMOUNT: "Its name speaks of money taken and its values are numbers.",
    Role.MARGIN: "Its name speaks of margin and its values are numbers.",
    Role.COST: "Its name speaks of cost, claims or refunds and its values are numbers.",
    Role.MINUTES: "Its name speaks of time taken and its values are numbers.",
    Role.ACTIVITY: "Its name speaks of the kind of contact and its values are words.",
    Role.SATISFACTION: "Its name speaks of satisfaction and its values are numbers.",
    Role.LIFETIME_VALUE: "Its name says lifetime value and its values are numbers.",
    Role.REFERRED: "Its name says which customer was referred.",
    Role.NAME: "Its name says that it holds names.",
}


def _reason(role: Role, column: Evidence) -> str:
    if role is Role.SATISFACTION and words.COMPLAINTS & set(words.tokens(column.name)):
        return "Complaints tell satisfaction the other way round: fewer is better."
    return _SAYS[role]


def _kind(
    file_name: str,
    columns: Sequence[Evidence],
    customer: Evidence | None,
    given: dict[str, Role],
) -> tuple[Kind, str]:
    if customer is None:
        return Kind.PROFILES, "No column names the customer, so each row is taken as one customer."
    others = [column for column in columns if column is not customer]
    roles = set(given.values())
    if Role.REFERRED in roles or _best(others, _referred):
        return Kind.REFERRALS, "One column names the customer, another the one who was referred."
    about = set(words.tokens(file_name.rpartition(".")[0]))
    often = customer.rows >= _OFTEN * max(customer.different, 1)
    event = _event(others, about, often=often)
    if event is not None:
        return event
    if often:
        return Kind.PROFILES, "Nothing but its customers that repeat speaks for events."
    return Kind.PROFILES, "Every customer has one row."


def _event(others: Sequence[Evidence], about: set[str], *, often: bool) -> tuple[Kind, str] | None:
    dated = _best(others, _any_date) is not None
    contact = _best(others, _MINUTES) is not None or _best(others, _ACTIVITY) is not None
    if contact and dated and (often or about & words.CONTACT) and not _order_column(others):
        return Kind.CONTACTS, "It has a date and says how long or by which way contact was."
    if dated and _best(others, _AMOUNT) and (often or about & words.ORDER or _order_column(others)):
        return Kind.ORDERS, "It has a date and an amount in each row."
    asked = _best(others, _satisfaction) is not None
    worth = _best(others, _lifetime_value) is not None or _best(others, _cost) is not None
    named = any(_NAME(column) for column in others)
    # one row of a profile says more about a customer than when they answered what
    bare = len(others) <= _ANSWER_COLUMNS and not (worth or named)
    if dated and asked and (often or about & words.SURVEY or bare):
        return Kind.SURVEYS, "It has a date and an answer in each row."
    return None


def _order_column(columns: Sequence[Evidence]) -> bool:
    return any(set(words.tokens(column.name)) & words.ORDER for column in columns)
