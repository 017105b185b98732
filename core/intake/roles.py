"""What a row stands for and what each column is used for, guessed with a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.intake import words
from core.intake.customer_column import SURE, customer_column, customer_reason
from core.intake.given_back import is_of_refunds
from core.intake.role_pairs import by_the_piece, is_contract, of_refunds
from core.intake.role_scores import (
    ACTION,
    MATCHES,
    NAME,
    Evidence,
    activity,
    amount,
    answer,
    any_date,
    arm,
    best_of,
    cost,
    lifetime_value,
    minutes,
    reason_for,
    referred,
    refund,
)
from core.settings import Kind, Role
from core.tables.sources import ColumnType, Confidence

KEYS = frozenset({Role.CUSTOMER, Role.REFERRED})
"""Roles of columns whose values name somebody; they are never calculated with."""

_OFTEN = 1.2
_LIKELY = {Role.DATE: 3, Role.START: 3}
"""The highest score by which a role is likely but not sure, where that is not 1."""

_ANSWER_COLUMNS = 3
_SAID_SO = "You said so."
_ELSE = "Nothing in its name or values speaks for another use."
_WITHOUT_USE = {
    ColumnType.EMPTY: (Role.IGNORED, "It is empty."),
    ColumnType.UNREAD: (
        Role.IGNORED,
        "Nothing needs it, and the file is very large, so it was not read: give it a role.",
    ),
}


@dataclass(frozen=True)
class Guess:
    """A kind and the columns' roles, each with its reason."""

    kind: Kind
    kind_reason: str
    kind_confidence: Confidence
    roles: dict[str, tuple[Role, str, Confidence]]


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
    found = _first(columns, lambda c: c.name == customer) or customer_column(free)
    kind_reason, sure = _SAID_SO, Confidence.GIVEN
    if kind is None:
        kind, kind_reason, sure = _kind(file_name, columns, found, given)
    roles = {name: (role, _SAID_SO, Confidence.GIVEN) for name, role in given.items()}
    if found is not None and found.name not in roles:
        roles[found.name] = (Role.CUSTOMER, customer_reason(found), _customer_confidence(found))
    for role, match in MATCHES[kind]:
        if any(taken is role for taken, *_ in roles.values()):
            continue
        left = [column for column in free if column.name not in roles]
        best = best_of(left, match)
        if best is not None:
            rivals = sum(match(column) == match(best) for column in left)
            roles[best.name] = (
                role,
                reason_for(role, best),
                _confidence(role, match(best), rivals),
            )
    others = [column for column in columns if column is not found]
    if kind is Kind.ORDERS:
        roles |= by_the_piece(free, roles)
        roles |= of_refunds(file_name.rpartition(".")[0], others, roles)
    for column in columns:
        rest = _WITHOUT_USE.get(column.type, (Role.ATTRIBUTE, _ELSE))
        roles.setdefault(column.name, (*rest, Confidence.LIKELY))
    return Guess(kind, kind_reason, sure, roles)


def _confidence(role: Role, score: int, rivals: int) -> Confidence:
    """How sure a role is: its name may say so plainly, and other columns may fit as well."""
    if rivals > 1:
        return Confidence.UNSURE
    return Confidence.SURE if score > _LIKELY.get(role, 1) else Confidence.LIKELY


def _customer_confidence(column: Evidence) -> Confidence:
    scores = (Confidence.UNSURE, Confidence.UNSURE, Confidence.LIKELY, Confidence.SURE)
    return scores[min(words.customer_score(column.name), SURE)]


def _first(columns: Sequence[Evidence], fits: Callable[[Evidence], bool]) -> Evidence | None:
    return next((column for column in columns if fits(column)), None)


def _kind(
    file_name: str,
    columns: Sequence[Evidence],
    customer: Evidence | None,
    given: dict[str, Role],
) -> tuple[Kind, str, Confidence]:
    if customer is None:
        reason = "No column names the customer, so each row is taken as one customer."
        return Kind.PROFILES, reason, Confidence.UNSURE
    others = [column for column in columns if column is not customer]
    roles = set(given.values())
    if {Role.ACTION, Role.ARM} <= roles or (best_of(others, arm) and best_of(others, ACTION)):
        reason = "It says who was to get which action, and who was held out."
        return Kind.TREATMENTS, reason, Confidence.SURE
    if Role.REFERRED in roles or best_of(others, referred):
        reason = "One column names the customer, another the one who was referred."
        return Kind.REFERRALS, reason, Confidence.SURE
    called = file_name.rpartition(".")[0]
    about = set(words.tokens(called))
    if is_contract(others, about):
        reason = "It has dates on which something began and ended or is renewed."
        return Kind.CONTRACTS, reason, Confidence.LIKELY
    often = customer.rows >= _OFTEN * max(customer.different, 1)
    back = is_of_refunds(called, _name_of_first(others))
    event = _event(others, about, often=often, back=back)
    if event is not None:
        return (*event, Confidence.SURE if often else Confidence.LIKELY)
    return _profiles(customer, often=often)


def _profiles(customer: Evidence, *, often: bool) -> tuple[Kind, str, Confidence]:
    if often:
        reason = "Nothing but its customers that repeat speaks for events."
        return Kind.PROFILES, reason, Confidence.UNSURE
    unique = customer.rows == customer.different
    confidence = Confidence.SURE if unique else Confidence.LIKELY
    return Kind.PROFILES, "Every customer has one row.", confidence


def _event(
    others: Sequence[Evidence], about: set[str], *, often: bool, back: bool
) -> tuple[Kind, str] | None:
    dated = best_of(others, any_date) is not None
    timed = best_of(others, minutes) is not None
    paid = best_of(others, amount) is not None or best_of(others, refund) is not None
    # orders come by a channel and may last as contacts do; what was paid tells them apart
    called = about & words.CONTACT or _speaks_of(words.CONTACT, others)
    contact = (timed or best_of(others, activity) is not None) and (called or not paid)
    ordered = _speaks_of(words.ORDER, others)
    # a contract has a type and a duration as a contact has; what is paid for it tells them apart
    agreed = paid and bool(about & words.CONTRACT or _speaks_of(words.CONTRACT, others))
    if contact and dated and (often or about & words.CONTACT) and not (ordered or agreed):
        return Kind.CONTACTS, "It has a date and says how long or by which way contact was."
    called_so = about & (words.ORDER | words.CONTRACT) or back
    if dated and paid and (often or ((ordered or called_so) and not _sums_up(others))):
        return Kind.ORDERS, "It has a date and an amount in each row."
    asked = best_of(others, answer) is not None
    worth = best_of(others, lifetime_value) is not None or best_of(others, cost) is not None
    named = any(NAME(column) for column in others)
    # one row of a profile says more about a customer than when they answered what
    bare = len(others) <= _ANSWER_COLUMNS and not (worth or named)
    if dated and asked and (often or about & words.SURVEY or bare):
        return Kind.SURVEYS, "It has a date and an answer in each row."
    return None


def _name_of_first(columns: Sequence[Evidence]) -> str:
    return columns[0].name if columns else ""


def _sums_up(columns: Sequence[Evidence]) -> bool:
    """Whether columns sum up the orders of a customer, such as their number or the last of them."""
    ordered = words.ORDER | words.ORDERS | {"purchase"}
    found = [set(words.tokens(column.name)) for column in columns]
    return any(one & words.ORDERS or (one & words.OVERALL and one & ordered) for one in found)


def _speaks_of(about: frozenset[str], columns: Sequence[Evidence]) -> bool:
    return any(set(words.tokens(column.name)) & about for column in columns)
