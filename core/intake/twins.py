"""Customers that a table of customers names more than once."""

from collections.abc import Sequence

import pandas as pd

from core.errors import UserError
from core.intake.grid import Places, Texts

_SHOWN_ROWS = 3


def refuse_twins(source: str, keys: Texts, rows: Places) -> None:
    """Refuse a table in which a customer has more than one row.

    Parameters
    ----------
    source
        Name of the source.
    keys, rows
        The customer of each row, and the row's place in the file.

    Raises
    ------
    UserError
        If a customer has more than one row.
    """
    again = pd.Series(keys, dtype=object).duplicated(keep=False).to_numpy()
    if not again.any():
        return
    first = keys[again][0]
    places = [int(row) for row in rows[keys == first]]
    times = "twice" if len(places) == 2 else f"{len(places):,} times"  # noqa: PLR2004
    raise UserError(
        f"{first} is in {source} {times} ({_listed(places)}).",
        "Keep one row per customer, or say that the rows are orders, contacts, surveys or "
        "referrals.",
    )


def _listed(rows: Sequence[int]) -> str:
    shown = [f"{row:,}" for row in rows[:_SHOWN_ROWS]]
    if len(rows) > _SHOWN_ROWS:
        return f"rows {', '.join(shown)} …"
    return f"rows {', '.join(shown[:-1])} and {shown[-1]}"
