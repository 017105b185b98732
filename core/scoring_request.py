"""What the engine is asked when the scoring is to leave as a query."""

from dataclasses import dataclass

from core.settings import Settings, Source


@dataclass(frozen=True)
class SaveScoring:
    """Do the analysis and write its scoring as a query; answered by `Exported`.

    Attributes
    ----------
    path
        Where it goes.
    dialect
        The database that it is for, one of `core.output.scoring.dialects.DIALECTS`.
    table
        What the table with the customers is called there; "" for ``customers``.
    """

    settings: Settings
    path: str
    dialect: str
    table: str = ""


@dataclass(frozen=True)
class SaveOrdersQuery:
    """Write the step from orders to customers as a query; answered by `Inspected`.

    Attributes
    ----------
    source
        An extract of the orders, which says what their columns are called.
    path, dialect
        As in `SaveScoring`.
    table
        What the table with the orders is called there; "" for ``orders``.
    last
        Day up to which orders count; "" for the last one that there is.
    """

    source: Source
    path: str
    dialect: str
    table: str = ""
    last: str = ""
