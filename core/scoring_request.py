"""What the engine is asked when the scoring is to leave as a query."""

from dataclasses import dataclass

from core.settings import Settings


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
