"""The query as a file: what it does, what it reads, and the query itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from textwrap import wrap

from sqlglot import exp

from core.actions.eligibility import Customers
from core.actions.gain import Weighing
from core.output.scoring.databases import DIALECTS
from core.output.scoring.dialects import written
from core.output.scoring.freezing import frozen
from core.output.scoring.frozen import RuleKind, Scoring
from core.output.scoring.order_columns import OrderColumns
from core.output.scoring.orders import DECIMALS, orders_query
from core.output.scoring.query import scoring_query
from core.tables.value import ValueTable
from core.value.evidence.spans import as_of_day

CUSTOMERS, ORDERS = "customers", "orders"
_MEGABYTE = 1_000_000
CHARACTERS = 96
"""Of a line of what is said above the query."""


@dataclass(frozen=True, eq=False)
class Script:
    """A query for a file.

    Attributes
    ----------
    told
        What it does and reads, as sentences; they stand above it as well.
    query
        The query.
    dialect
        What it is written in, one of `core.output.scoring.databases.DIALECTS`.
    """

    told: tuple[str, ...]
    query: exp.Select
    dialect: str

    @cached_property
    def body(self) -> str:
        """The query in its dialect."""
        return f"{written(self.query, self.dialect)};"

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """What may go wrong with it, as sentences."""
        database, size = DIALECTS[self.dialect], len(self.body.encode())
        if not database.longest or size <= database.longest:
            return ()
        told = (
            f"The query has {size / _MEGABYTE:.1f} MB, and {database.title} may not take more "
            f"than {database.longest / _MEGABYTE:g} MB: fewer axes make it shorter."
        )
        return (told,)

    @property
    def text(self) -> str:
        """The file."""
        above = (*self.told, *self.doubts, _for(self.dialect))
        broken = (wrap(sentence, CHARACTERS, break_on_hyphens=False) for sentence in above)
        lines = [f"-- {line}" for sentence in broken for line in sentence]
        return "\n".join((*lines, "", self.body, ""))


def _for(dialect: str) -> str:
    """Say which database a query is for, and whether it has ever been run there."""
    title = DIALECTS[dialect].title
    *most, last = (one.title for one in DIALECTS.values() if one.tried)
    if DIALECTS[dialect].tried:
        return f"For {title}, where Nonagon's own tests run such queries."
    return (
        f"For {title}, where Nonagon's own tests cannot run it: they run the same steps on "
        f"{', '.join(most)} and {last}."
    )


def scoring_script(
    customers: Customers,
    value: ValueTable | None,
    weighing: Weighing | None,
    dialect: str,
    table: str = "",
) -> Script:
    """Give the scoring as a file.

    Parameters
    ----------
    customers, value, weighing
        The tables of an analysis.
    dialect
        One of `core.output.scoring.dialects.DIALECTS`.
    table
        The table with the customers; "" for one that is called so.

    Raises
    ------
    UserError
        If the segments cannot be found again, or that is no name of a table.
    """
    table = table or CUSTOMERS
    scoring = frozen(customers, value, weighing)
    query = scoring_query(scoring, table)
    told = (
        "Segment, value tier and next best action of every customer, as Nonagon found them.",
        f"Reads the table {_in_one_line(table)}, one row a customer, with {_listed(query)}.",
        "What has cooled down is seen from the last day of the data that this was made from.",
    )
    return Script((*told, *_of_texts(scoring)), query, dialect)


def _of_texts(scoring: Scoring) -> Iterator[str]:
    """Say how texts are compared, if any are."""
    offers = () if scoring.advice is None else scoring.advice.catalogue
    rules = (rule for offer in offers for rule in offer.rules)
    if any(rule.kind is RuleKind.TEXTS and rule.values for rule in rules):
        yield (
            "Texts are compared without regard to capitals and white space, ß as ss. Which "
            "capitals there are is for LOWER of the database to say: of letters such as the "
            "Turkish İ it may think otherwise than Nonagon."
        )


def orders_script(columns: OrderColumns, last: str, dialect: str, table: str = "") -> Script:
    """Give the step from orders to customers as a file; see `orders_query`.

    Raises
    ------
    UserError
        If the last day is no date, or the table's name is none.
    """
    as_of_day(last)
    table = table or ORDERS
    query = orders_query(columns, table, last)
    told = (
        "Orders added up to one row for each customer, for Nonagon to import.",
        f"Reads the table {_in_one_line(table)} with {_listed(query)}.",
        f"Orders count up to {last or 'the last day that there is'}.",
        "A few that lie more than a year from all others count too: Nonagon would leave them out.",
        "Rows that you have set aside, or said to be refunds, count here as they stand.",
        "Ids are without the white space around them.",
        f"Amounts have up to {DECIMALS} decimals; what is beyond them is rounded.",
    )
    return Script((*told, *_of_ids(dialect)), query, dialect)


def _of_ids(dialect: str) -> Iterator[str]:
    """Say which ids are told apart, if it is more than in the program."""
    if not DIALECTS[dialect].composing:
        yield (
            f"{DIALECTS[dialect].title} tells ids apart that differ in how an accent is stored; "
            "Nonagon takes them for one."
        )


def _listed(query: exp.Select) -> str:
    """Name the columns that a query reads from its table, in quotes."""
    first = next(part.this for part in query.ctes if part.alias in {"known", "read"})
    names = sorted({column.name for column in first.find_all(exp.Column)})
    return f"the columns {', '.join(f'“{_in_one_line(name)}”' for name in names)}"


def _in_one_line(told: str) -> str:
    """Keep a name from ending the comment that it stands in."""
    return " ".join(told.split())
