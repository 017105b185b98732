"""The receipt of a source: where every row went."""

from core.intake.grid import Grid
from core.tables.sources import Receipt


def count_rows(source: str, grid: Grid, **places: int) -> Receipt:
    """The receipt of a source, which balances or is a fault of the program.

    Parameters
    ----------
    source
        Name of the source.
    grid
        Its rows as they stood.
    **places
        How many rows were ``accepted``, are ``waiting``, were ``rejected``, are ``blank``
        and are ``totals``.
    """
    receipt = Receipt(source=source, rows_in=grid.rows_in, header=grid.header_rows, **places)
    if not receipt.balances:
        raise AssertionError(f"the receipt does not balance: {receipt}")
    return receipt
