"""Where the action plan has what other sheets refer to, and what stands there."""

from dataclasses import dataclass

from core.output.page import Result

TITLE_OF_SHEET = "Action plan"
FIRST_ROW = 6


@dataclass(frozen=True)
class PlanPlaces:
    """Where the action plan has what other sheets refer to.

    Attributes
    ----------
    letters
        Letter of each column, by its name.
    first, last
        Rows of the actions that pay; ``last`` is below ``first`` if there are none.
    total
        Row of the sums.
    values
        What stands in the rows of the actions that pay, by row and column name.
    totals
        The sums as they are now, by column name.
    """

    letters: dict[str, str]
    first: int
    last: int
    total: int
    values: dict[int, dict[str, Result]]
    totals: dict[str, float]

    def cell(self, name: str, row: int) -> str:
        """Return the address of a cell for a formula on another sheet."""
        return f"'{TITLE_OF_SHEET}'!${self.letters[name]}${row}"


def total_roi(places: PlanPlaces) -> Result:
    """Return the gain for 1 spent in all; "" if nothing is spent."""
    spend = places.totals["spend"]
    return places.totals["total"] / spend if spend > 0 else ""
