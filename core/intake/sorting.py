"""From cells to a source table: types, roles, and the place of every row on the receipt."""

import re
from dataclasses import dataclass, field, replace

import numpy as np

from core.errors import UserError
from core.intake.frames import raw_cells, typed_rows
from core.intake.grid import Grid, Mask
from core.intake.questions import ask_about_cells, ask_date_order, ask_decimal, ask_header
from core.intake.receipt import count_rows
from core.intake.roles import Evidence, Guess, guess
from core.intake.rows import blank_rows, false_totals, total_rows, unique_names
from core.intake.twins import refuse_twins
from core.intake.types import Cells, Typed, as_text, gather, read_column
from core.progress import Progress
from core.settings import Answer, Kind, Recipe, Role
from core.tables.sources import (
    Column,
    ColumnType,
    Question,
    SetAside,
    SourceTable,
)

_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_KEYS = frozenset({Role.CUSTOMER, Role.REFERRED})
_NO_CUSTOMER = "No column names the customer, so each row is taken as one customer."


def sort_out(
    grid: Grid, name: str, path: str, digest: str, progress: Progress, *, ask_for_header: bool
) -> SourceTable:
    """The source table of a grid.

    Parameters
    ----------
    grid
        The cells.
    name, path, digest
        Name, place and SHA-256 of the file.
    progress
        Told how far the sorting is.
    ask_for_header
        Whether the header row was found out and not given.

    Raises
    ------
    UserError
        If no rows are left, or a customer is named twice though each row is one customer.
    """
    sorter = _Sorter(grid, name, unique_names(grid.header), progress)
    sorter.find_blank_and_totals()
    sorter.read_columns()
    sorter.guess_roles()
    sorter.settle_columns()
    if ask_for_header:
        sorter.doubt_header()
    sorter.require_customers()
    return sorter.table(path, digest)


@dataclass
class _Sorter:
    """The rows of a grid on their way to the receipt."""

    grid: Grid
    name: str
    names: tuple[str, ...]
    progress: Progress
    blank: Mask = field(init=False)
    totals: Mask = field(init=False)
    waiting: Mask = field(init=False)
    rejected: dict[int, str] = field(default_factory=dict)
    typed: dict[str, Typed] = field(default_factory=dict)
    different: dict[str, int] = field(default_factory=dict)
    guessed: Guess = field(init=False)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def find_blank_and_totals(self) -> None:
        self.blank = blank_rows(self.grid)
        self.totals = total_rows(self.grid, self.blank)
        self.waiting = np.zeros(len(self.grid.rows), bool)
        for place in false_totals(self.grid, self.blank, self.totals):
            self.rejected[place] = "it says total, but its numbers are not the sums of the columns"
        if (self.blank | self.totals).all():
            raise UserError(
                f"{self.name} has column names but no rows.",
                "Export it again with its rows, or choose another file or sheet.",
            )

    @property
    def _rows(self) -> Mask:
        return ~(self.blank | self.totals)

    def read_columns(self) -> None:
        answers = dict(self.grid.recipe.answers)
        roles = dict(self.grid.recipe.roles)
        for place, name in enumerate(self.names):
            self.progress.at(0.5 + 0.4 * place / len(self.names))
            cells = self._cells(place, name)
            self.different[name] = int(cells.filled.sum())
            as_given = answers.get(name) is Answer.TEXT or roles.get(name) in _KEYS
            self.typed[name] = as_text(cells) if as_given else self._typed(cells)
        self._lend_decimal()

    def _lend_decimal(self) -> None:
        """Read doubtful numbers as a column that writes both signs, such as 1.234,50, shows."""
        shown = {typed.decimal for typed in self.typed.values() if typed.grouped}
        if len(shown) != 1:
            return
        decimal = shown.pop()
        for place, name in enumerate(self.names):
            typed = self.typed[name]
            if typed.unsure.any() and typed.type in _NUMBERS:
                order = self.grid.recipe.date_order
                self.typed[name] = read_column(self._cells(place, name), decimal, order)
                proof = next(n for n, t in self.typed.items() if t.grouped)
                text = str(self.grid.cells[place][np.flatnonzero(typed.unsure)[0]])
                self.notes.append(
                    f"‘{name}’ is read as ‘{proof}’ is written: {text.strip()} with "
                    f"{'a decimal comma' if decimal == ',' else 'a decimal point'}."
                )

    def _cells(self, place: int, name: str) -> Cells:
        marks = self.grid.marks[place]
        if self._rows.all():
            return gather(name, self.grid.cells[place], marks)
        # Blank rows and totals say nothing about a column; their cells count as empty.
        texts = np.where(self._rows, self.grid.cells[place], "")
        return gather(name, texts, marks)

    def _typed(self, cells: Cells) -> Typed:
        return read_column(cells, self.grid.recipe.decimal, self.grid.recipe.date_order)

    def guess_roles(self) -> None:
        evidence = [
            Evidence(
                name, typed.type, int((self.grid.cells[place] != "").sum()), self.different[name]
            )
            for place, (name, typed) in enumerate(self.typed.items())
        ]
        recipe = self.grid.recipe
        given = {name: role for name, role in recipe.roles if name in self.typed}
        self.guessed = guess(self.name, evidence, recipe.kind, given)

    def settle_columns(self) -> None:
        """Keep keys and needless doubts as text; ask about the rest."""
        for place, name in enumerate(self.names):
            role = self.guessed.roles[name][0]
            typed = self.typed[name]
            undecided = typed.type is ColumnType.DATE and bool(typed.unsure.any())
            keep = role in _KEYS and typed.type in _NUMBERS
            if keep or (undecided and role is not Role.DATE):
                self.typed[name] = as_text(self._cells(place, name))
            else:
                self._doubt_cells(place, name, typed)
                self._doubt_reading(place, name, typed)
                self._tell_inexact(name, typed)

    def _doubt_cells(self, place: int, name: str, typed: Typed) -> None:
        failed = np.flatnonzero(typed.failed)
        if not len(failed):
            return
        answer = dict(self.grid.recipe.answers).get(name)
        texts = [str(text) for text in self.grid.cells[place][failed]]
        if answer is Answer.SET_ASIDE:
            what = "a date" if typed.type is ColumnType.DATE else "a number"
            for row, text in zip(failed, texts, strict=True):
                self.rejected.setdefault(int(row), f"‘{text}’ in {name} is not {what}")
        elif answer is None:
            rows = self.grid.rows[failed]
            recipe = self.grid.recipe
            self.questions.append(ask_about_cells(self.name, name, recipe, typed, texts, rows))
            self.waiting |= typed.failed

    def _doubt_reading(self, place: int, name: str, typed: Typed) -> None:
        if not typed.unsure.any():
            return
        unsure = np.flatnonzero(typed.unsure)
        text = str(self.grid.cells[place][unsure[0]]).strip()
        ask = ask_date_order if typed.type is ColumnType.DATE else ask_decimal
        rows = self.grid.rows[unsure]
        self.questions.append(ask(self.name, name, self.grid.recipe, text, rows))
        self.waiting |= typed.unsure

    def _tell_inexact(self, name: str, typed: Typed) -> None:
        if typed.inexact is None or not typed.inexact.any():
            return
        places = np.flatnonzero(typed.inexact)
        count = "1 value has" if len(places) == 1 else f"{len(places):,} values have"
        self.notes.append(
            f"‘{name}’: {count} more digits than are calculated with (about 16), "
            f"the first in row {int(self.grid.rows[places[0]]):,}."
        )

    def doubt_header(self) -> None:
        """Ask whether the header is data, if a cell of it is like those below."""
        for text, name in zip(self.grid.header, self.names, strict=True):
            if self.typed[name].type not in {*_NUMBERS, ColumnType.DATE} or re.fullmatch(
                r"\s*(?:19|20)\d\d\s*|\s*", text
            ):
                continue
            cell = gather(name, np.array([text], dtype=object), None)
            if self._typed(cell).type in {ColumnType.TEXT, ColumnType.TRUTH}:
                continue
            recipe, row = self.grid.recipe, self.grid.header_rows
            self.questions = [ask_header(self.name, recipe, row, text, name)]
            self.waiting = self._rows.copy()
            self.rejected.clear()
            return

    def require_customers(self) -> None:
        """Set aside rows without a customer; refuse a second row of the same one.

        Raises
        ------
        UserError
            If each row is one customer and a customer has two.
        """
        name = next((n for n, (role, _) in self.guessed.roles.items() if role is Role.CUSTOMER), "")
        if not name:
            self.notes.append(
                _NO_CUSTOMER
                if self.guessed.kind is Kind.PROFILES
                else "No column names the customer; say which one does."
            )
            return
        keys = self.grid.cells[self.names.index(name)].copy()
        keys[:] = [text.strip() for text in keys]
        for place in np.flatnonzero((keys == "") & self._rows & ~self.waiting):
            self.rejected.setdefault(int(place), f"{name} is empty")
        if self.guessed.kind is Kind.PROFILES and not self.waiting.all():
            used = self._rows & (keys != "") & self._not_rejected()
            refuse_twins(self.name, keys[used], self.grid.rows[used])

    def _not_rejected(self) -> Mask:
        free = np.ones(len(self.grid.rows), bool)
        free[list(self.rejected)] = False
        return free

    def table(self, path: str, digest: str) -> SourceTable:
        accepted = self._rows & self._not_rejected() & ~self.waiting
        waiting = self._rows & self._not_rejected() & self.waiting
        return SourceTable(
            name=self.name,
            path=path,
            digest=digest,
            recipe=self._recipe(),
            sheets=self.grid.sheets,
            kind=self.guessed.kind,
            kind_reason=self.guessed.kind_reason,
            columns=self._columns(accepted | waiting),
            raw=raw_cells(self.grid, self.names),
            table=typed_rows(self.typed, self.grid.rows, accepted),
            receipt=count_rows(
                self.name,
                self.grid,
                accepted=int(accepted.sum()),
                waiting=int(waiting.sum()),
                rejected=len(self.rejected) + len(self.grid.misfits),
                blank=int(self.blank.sum()) + len(self.grid.empty_rows),
                totals=int(self.totals.sum()),
            ),
            set_aside=self._set_aside(),
            questions=tuple(self.questions),
            notes=(*self.grid.notes, *self.notes),
            header=self.grid.header,
        )

    def _recipe(self) -> Recipe:
        """What was given and found out; what only one column says stays with it."""
        recipe = self.grid.recipe
        signs = {typed.decimal for typed in self.typed.values() if typed.decimal}
        orders = {typed.order for typed in self.typed.values() if typed.order}
        return replace(
            recipe,
            kind=self.guessed.kind,
            roles=tuple((name, role) for name, (role, _) in self.guessed.roles.items()),
            decimal=recipe.decimal or (signs.pop() if len(signs) == 1 else None),
            date_order=recipe.date_order or (orders.pop() if len(orders) == 1 else None),
        )

    def _columns(self, used: Mask) -> tuple[Column, ...]:
        return tuple(
            Column(name, self.typed[name].type, *self.guessed.roles[name], filled)
            for name, filled in (
                (name, int((self.grid.cells[place][used] != "").sum()))
                for place, name in enumerate(self.names)
            )
        )

    def _set_aside(self) -> tuple[SetAside, ...]:
        rows = [SetAside(misfit.row, misfit.reason) for misfit in self.grid.misfits]
        rows += [SetAside(int(self.grid.rows[at]), why) for at, why in self.rejected.items()]
        return tuple(sorted(rows, key=lambda entry: entry.row))
