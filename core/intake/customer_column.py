"""The column that names the customer: an id, or what stands in for one."""

from collections.abc import Sequence

from core.intake import words
from core.intake.role_scores import MAY_NAME, Evidence, amount, any_date, best_of
from core.intake.stand_ins import is_tax_number, stand_in_score
from core.tables.sources import ColumnType

SURE = 3
_BARE = 1
_NAME_ONLY = 1
_OFTEN = 1.2
_MOSTLY = 0.95


def customer_column(columns: Sequence[Evidence]) -> Evidence | None:
    """The column that names the customer, judged by name and type; None if none does."""

    def score(column: Evidence) -> int:
        about_others = words.REFERRED_WORDS & set(words.tokens(column.name))
        if about_others:
            return 0
        score = words.customer_score(column.name)
        if column.type in MAY_NAME or (score == SURE and column.type is ColumnType.DECIMAL):
            return score  # 17850.0 is what other programs make of a number with gaps
        return 0

    found = best_of(columns, score)
    if found is None or (score(found) == _BARE and found.different == found.rows):
        return _stand_in(columns, instead=found)
    return found if score(found) == SURE else _tax_number(columns, instead=found) or found


def _tax_number(columns: Sequence[Evidence], instead: Evidence) -> Evidence | None:
    """The column of tax numbers that tells more customers apart than one of names; None if none."""

    def score(column: Evidence) -> int:
        filled = column.rows >= _MOSTLY * instead.rows
        more = column.different > instead.different and instead.type is ColumnType.TEXT
        return int(is_tax_number(column.name) and column.type in MAY_NAME and filled and more)

    return best_of(columns, score)


def _stand_in(columns: Sequence[Evidence], instead: Evidence | None) -> Evidence | None:
    """The column that names customers for want of an id, such as one of e-mail addresses.

    A bare number of each row (``instead``) is that of the order, if others come back beside a day
    and what was paid.
    """
    sold = best_of(columns, any_date) is not None and best_of(columns, amount) is not None
    most = max((column.rows for column in columns), default=0)

    def score(column: Evidence) -> int:
        back = sold and column.rows >= _OFTEN * max(column.different, 1)
        points = stand_in_score(column.name) if column.type in MAY_NAME else 0
        if is_tax_number(column.name) and column.rows < _MOSTLY * most:
            return 0  # private customers have none
        return points if back or (points > _NAME_ONLY and instead is None) else 0

    return best_of(columns, score) or instead or best_of(columns, _referrer)


def _referrer(column: Evidence) -> int:
    plain = set(words.tokens(column.name)) <= words.REFERRER_WORDS
    return int(plain and column.type in MAY_NAME)


def customer_reason(column: Evidence) -> str:
    """Why a column is taken for the one that names the customer."""
    if not words.customer_score(column.name):
        return "No id names the customer; what is written here tells them apart."
    repeats = "" if column.different == column.rows else f" in {column.rows:,} rows"
    return f"Its name says which customer; it has {column.different:,} different values{repeats}."
