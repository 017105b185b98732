"""What is imported, and how each source is read."""

from dataclasses import dataclass
from enum import StrEnum

ALIKE_SHEETS = "*"
"""Stands for the first table of a workbook and all visible sheets with the same column names."""


class Kind(StrEnum):
    """What one row of a source stands for."""

    PROFILES = "profiles"
    ORDERS = "orders"
    CONTACTS = "contacts"
    SURVEYS = "surveys"
    REFERRALS = "referrals"
    CONTRACTS = "contracts"
    TREATMENTS = "treatments"


EVENTS = frozenset({Kind.ORDERS, Kind.CONTACTS, Kind.SURVEYS, Kind.REFERRALS, Kind.CONTRACTS})
"""Kinds of which a customer may have many rows, each something that happened once."""


class Role(StrEnum):
    """What a column of a source is used for."""

    CUSTOMER = "customer"
    DATE = "date"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    PRICE = "unit price"
    REFUND = "refund"
    MARGIN = "margin"
    COST = "cost"
    MINUTES = "minutes"
    ACTIVITY = "activity"
    SATISFACTION = "satisfaction"
    LIFETIME_VALUE = "lifetime value"
    REFERRED = "referred customer"
    START = "start"
    END = "end"
    RENEWAL = "renewal"
    ACTION = "action"
    ARM = "arm"
    RECEIVED = "received"
    NAME = "name"
    ATTRIBUTE = "attribute"
    IGNORED = "ignored"


OF_MONEY = frozenset(
    {Role.AMOUNT, Role.PRICE, Role.REFUND, Role.MARGIN, Role.COST, Role.LIFETIME_VALUE}
)
"""Roles of columns whose numbers are added to those of others."""


class DateOrder(StrEnum):
    """How the parts of a written date follow one another."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


class DayCount(StrEnum):
    """From which year a spreadsheet counts the days that are its dates."""

    FROM_1900 = "days since 1900"
    FROM_1904 = "days since 1904"


class Names(StrEnum):
    """Which fields the column names belong to, if there are more or fewer names than fields."""

    LEFT = "left"
    RIGHT = "right"


class Twins(StrEnum):
    """Which row counts of a customer who has several in a table of customers."""

    FIRST = "first"
    LAST = "last"
    NONE = "none"


class ReadAs(StrEnum):
    """What a column is read as, whatever its cells prove.

    As a date also numbers are read that count days, and as shown the numbers of a workbook with the
    zeros and letters that it shows around them. Where a spreadsheet has taken the day of a date for
    the month, they are exchanged.
    """

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    SHOWN = "as shown"
    EXCHANGED = "day and month exchanged"


class Answer(StrEnum):
    """What is to happen to rows or cells that were asked about.

    Refunds whose amounts are written without a sign may be taken off what was paid, answers in
    words be counted by their place from the worst on, and those of which 1 is the best be turned
    round.
    """

    SET_ASIDE = "set aside"
    MISSING = "missing"
    TEXT = "text"
    TAKEN_OFF = "taken off"
    TURNED = "turned round"
    RANKED = "ranked"


NOT_IMPORTED = "not imported"
"""Instead of a digest: the file must not be read before the user has asked for it."""

CHANGED = "changed"
"""Instead of a digest: the file does not hold any more what was imported."""


@dataclass(frozen=True)
class Recipe:
    """How one source is read; what is None is found out from the file.

    Attributes
    ----------
    sheet
        Name of the worksheet, or `ALIKE_SHEETS`; None to find it out: the first visible one with a
        table, together with all others that have the same column names.
    encoding, delimiter
        Of a text file, such as ``"utf-8"`` and ``";"``.
    header_row
        Row of the file that names the columns, from 1; 0 if there is none.
    names
        Which fields the names belong to, if there are more or fewer of them than fields.
    decimal
        Decimal sign, ``"."`` or ``","``.
    date_order
        Order of the parts of dates written with numbers only.
    day_count
        How numbers such as 45352 in columns of dates are counted.
    kind
        What one row stands for.
    roles
        Column name and role, for the columns whose guessed role is overridden.
    answers
        Column name and answer, for the questions about cells that could not be read.
    types
        Column name and what it is read as, for the columns whose found type is overridden.
    missing
        Column name and a text that means missing there.
    last_year
        Last year that a year of two digits may mean, such as 2030.
    twins
        Which row counts of a customer who has several, where each row is one customer.
    """

    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None
    names: Names | None = None
    decimal: str | None = None
    date_order: DateOrder | None = None
    day_count: DayCount | None = None
    kind: Kind | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()
    types: tuple[tuple[str, ReadAs], ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    last_year: int | None = None
    twins: Twins | None = None


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
        SHA-256 of the content that is meant, in hexadecimal; empty for whatever the file holds
        when it is read. It makes a changed file a changed setting. A source of a project means
        the content that was imported.
    """

    path: str
    recipe: Recipe = Recipe()
    digest: str = ""
