"""What the window and the command line are told of the columns of a source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from core.intake.column import RawColumn
from core.intake.masks import Mask, both, how_many
from core.intake.roles import Guess
from core.intake.typing.typed import Typed
from core.settings import Kind, Recipe
from core.tables.sources import Column


@dataclass(frozen=True, eq=False)
class Described:
    """The columns of a source, each by its name: as they stand, as they were read, what they are.

    ``maybe`` has the texts that may stand for nothing, with how many cells have each.
    """

    cells: Mapping[str, RawColumn]
    typed: Mapping[str, Typed]
    guessed: Guess
    maybe: Mapping[str, tuple[tuple[str, int], ...]]

    def columns(self, used: Mask) -> Iterator[Column]:
        """Describe the columns, as far as some rows are concerned."""
        for name, typed in self.typed.items():
            role, reason, confidence = self.guessed.roles[name]
            filled = how_many(both(self.cells[name].filled, used))
            maybe = self.maybe.get(name, ())
            yield Column(name, typed.type, role, reason, filled, confidence, typed.unit, maybe)

    def recipe(self, given: Recipe) -> Recipe:
        """What was given and found out; what only one column says stays with it."""
        signs = {typed.decimal for typed in self.typed.values() if typed.decimal}
        orders = {typed.order for typed in self.typed.values() if typed.order}
        return replace(
            given,
            kind=self.guessed.kind,
            roles=tuple((name, role) for name, (role, *_) in self.guessed.roles.items()),
            decimal=given.decimal or (signs.pop() if len(signs) == 1 else None),
            date_order=given.date_order or (orders.pop() if len(orders) == 1 else None),
        )


def named_once(name: str, empty: int, rows: int) -> list[str]:
    """Tell that most rows name no customer, as where each stands in the first of its rows only.

    Parameters
    ----------
    name
        The column with the customers.
    empty, rows
        How many rows leave it empty, and how many there are.
    """
    if 2 * empty <= rows:
        return []
    note = (
        f"‘{name}’ is empty in {empty:,} of {rows:,} rows, which are not used. If each customer "
        "stands in the first of its rows only, as in a pivot table, fill the cells below as well "
        "and add the file again."
    )
    return [note]


def nobody_named(kind: Kind) -> str:
    """What it means that no column names the customer, as a sentence."""
    if kind is Kind.PROFILES:
        return "No column names the customer, so each row is taken as one customer."
    return "No column names the customer; say which one does."
