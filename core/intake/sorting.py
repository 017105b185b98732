"""From cells to a source table: types, roles, and the place of every row on the receipt."""

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from core.intake.column import Mask, RawColumn
from core.intake.damage import damage_notes
from core.intake.doubts import Doubts
from core.intake.frames import typed_rows
from core.intake.grid import Grid
from core.intake.header import unique_names
from core.intake.headless import like_data
from core.intake.offers import cells_with
from core.intake.questions import ask_about_file, ask_header
from core.intake.receipt import NUMBERS, count_cells, count_rows
from core.intake.role_scores import Evidence
from core.intake.roles import KEYS, Guess, guess
from core.intake.rows import blank_rows, odd_rows, total_note
from core.intake.side_by_side import side_by_side
from core.intake.stored_numbers import as_meant
from core.intake.twins import find_twins
from core.intake.typing.lending import lend_decimal
from core.intake.typing.texts import numbered_texts
from core.intake.typing.types import Typed, Writing, as_text, read_column, writing_of
from core.intake.words import may_name_customer
from core.progress import Progress
from core.settings import Answer, Kind, ReadAs, Recipe, Role
from core.tables.sources import Column, ColumnType, SetAside, SourceTable

_NO_CUSTOMER = "No column names the customer, so each row is taken as one customer."
_FEW = 0.05


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
        If the receipt does not balance.
    """
    sorter = _Sorter(grid, name, unique_names(grid.header), progress)
    sorter.set_apart()
    sorter.read_columns()
    sorter.guess_roles()
    if grid.doubts:
        sorter.doubt_file()
    else:
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
    columns: dict[str, RawColumn] = field(init=False)
    blank: Mask = field(init=False)
    totals: Mask = field(init=False)
    doubts: Doubts = field(init=False)
    typed: dict[str, Typed] = field(default_factory=dict)
    guessed: Guess = field(init=False)

    def set_apart(self) -> None:
        """Find the rows that are no ordinary ones, and empty the cells that mean missing."""
        self.columns = dict(zip(self.names, self.grid.columns, strict=True))
        self.doubts = Doubts(self.grid, self.name)
        self.blank = blank_rows(self.grid.columns, len(self.grid.rows))
        odd = odd_rows(self.grid.columns, self.blank)
        self.totals = odd.totals
        self.doubts.rejected.update(odd.reasons)
        self.doubts.notes += [total_note(int(self.grid.rows[place])) for place in odd.doubted]
        for name, text in self.grid.recipe.missing:
            if name in self.columns:
                column = self.columns[name]
                self.columns[name] = column.without(cells_with(column, text))
        for name, wanted in self.grid.recipe.types:
            if name in self.columns:
                self.columns[name] = as_meant(self.columns[name], wanted, self.grid.counting)

    @property
    def _rows(self) -> Mask:
        return ~(self.blank | self.totals)

    @cached_property
    def _usual(self) -> Mask:
        """Rows whose cells say something about their columns."""
        usual = self._rows
        usual[list(self.doubts.rejected)] = False
        return usual

    def read_columns(self) -> None:
        answers = dict(self.grid.recipe.answers)
        roles = dict(self.grid.recipe.roles)
        for place, name in enumerate(self.names):
            self.progress.at(0.5 + 0.4 * place / len(self.names))
            as_given = answers.get(name) is Answer.TEXT or roles.get(name) in KEYS
            if self.grid.doubts or as_given:
                self.typed[name] = as_text(self._usual_cells(name))
            else:
                self.typed[name] = read_column(name, self._usual_cells(name), self._writing)
        usual = {name: self._usual_cells(name) for name in self.names}
        lent, notes = lend_decimal(usual, self.typed, self._writing)
        self.typed.update(lent)
        self.doubts.notes += notes

    def _usual_cells(self, name: str) -> RawColumn:
        return self.columns[name].without(~self._usual)

    @property
    def _writing(self) -> Writing:
        return writing_of(self.grid.recipe)

    def guess_roles(self) -> None:
        evidence = [self._evidence(name) for name in self.names]
        recipe = self.grid.recipe
        given = {name: role for name, role in recipe.roles if name in self.typed}
        self.guessed = guess(self.name, evidence, recipe.kind, given)

    def _evidence(self, name: str) -> Evidence:
        cells = self._usual_cells(name)
        different = 0
        if may_name_customer(name) or dict(self.grid.recipe.roles).get(name) in KEYS:
            different = len(numbered_texts(cells)[1])
        rows = int(np.count_nonzero(cells.filled))
        return Evidence(name, self.typed[name].type, rows, different)

    def settle_columns(self) -> None:
        """Keep keys and needless doubts as text; ask about the rest."""
        for name in self.names:
            role = self.guessed.roles[name][0]
            typed = self.typed[name]
            self.doubts.notes += damage_notes(name, self._usual_cells(name), self.grid.rows)
            given = self._is_given(name)
            needless = typed.type is ColumnType.DATE and role is not Role.DATE and not given
            cells = self._usual_cells(name)
            asked = not given and self.doubts.about_stored(name, cells, typed, role)
            if role in KEYS and typed.type in NUMBERS:
                self.typed[name] = as_text(cells)
            elif asked:
                continue
            elif needless and typed.counted:
                self._keep_numbers(name)
            elif (needless and bool(typed.doubtful.any())) or self._is_half_empty(name, role):
                self.typed[name] = as_text(cells)
                self.doubts.offer(name, cells, self.typed[name])
            else:
                self.doubts.about(name, cells, typed)

    def _keep_numbers(self, name: str) -> None:
        """Read numbers that may be days as numbers, since nobody needs the days."""
        cells = self._usual_cells(name)
        self.doubts.offer_days(name, cells, self.typed[name])
        writing = replace(self._writing, types=((name, ReadAs.NUMBER),))
        self.typed[name] = read_column(name, cells, writing)
        self.doubts.about(name, cells, self.typed[name])

    def _is_half_empty(self, name: str, role: Role) -> bool:
        """Whether many cells of a column that nobody needs stand for nothing."""
        typed = self.typed[name]
        many = int(np.count_nonzero(typed.failed)) > _FEW * int(np.count_nonzero(self._usual))
        return many and role is Role.ATTRIBUTE and not self._is_given(name)

    def _is_given(self, name: str) -> bool:
        """Whether somebody has said what to make of a column."""
        recipe = self.grid.recipe
        return name in dict(recipe.answers) or name in dict(recipe.types)

    def doubt_file(self) -> None:
        """Ask what has to be known before any row can be used."""
        questions = [ask_about_file(self.name, doubt) for doubt in self.grid.doubts]
        self.doubts.wait_all(self._rows, questions)

    def doubt_header(self) -> None:
        """Ask whether the header is data, if a cell of it is like those below."""
        found = like_data(self.grid.header, self.typed, self._writing)
        if found is not None:
            asked = ask_header(self.name, self.grid.recipe, self.grid.header_rows, *found)
            self.doubts.wait_all(self._rows, [asked])

    def require_customers(self) -> None:
        """Set aside rows without a customer, and ask about a second row of the same one."""
        roles = self.guessed.roles.items()
        name = next((found for found, (role, *_) in roles if role is Role.CUSTOMER), "")
        if not name:
            self.doubts.notes.append(
                _NO_CUSTOMER
                if self.guessed.kind is Kind.PROFILES
                else "No column names the customer; say which one does."
            )
            return
        column = self.columns[name]
        nobody = self._rows & ~self.doubts.waiting & (column.blank | ~column.filled)
        for place in np.flatnonzero(nobody).tolist():
            self.doubts.rejected.setdefault(place, f"{name} is empty")
        if self.guessed.kind is Kind.PROFILES and not self.doubts.waiting.all():
            used = self._rows & self._not_rejected()
            twins = find_twins(self.columns, *numbered_texts(column), used)
            self.doubts.about_twins(name, twins)

    def _not_rejected(self) -> Mask:
        free = np.ones(len(self.grid.rows), bool)
        free[list(self.doubts.rejected)] = False
        return free

    def table(self, path: str, digest: str) -> SourceTable:
        accepted = self._rows & self._not_rejected() & ~self.doubts.waiting
        waiting = self._rows & self._not_rejected() & self.doubts.waiting
        grid, guessed = self.grid, self.guessed
        receipt = count_rows(
            self.name,
            grid,
            () if grid.doubts else count_cells(self.columns, self.typed, self._usual),
            accepted=int(accepted.sum()),
            waiting=int(waiting.sum()),
            rejected=len(self.doubts.rejected) + len(grid.misfits),
            blank=int(self.blank.sum()) + len(grid.empty_rows),
            totals=int(self.totals.sum()),
        )
        return SourceTable(
            name=self.name,
            path=path,
            digest=digest,
            recipe=self._recipe(),
            sheets=grid.sheets,
            kind=guessed.kind,
            kind_reason=guessed.kind_reason,
            columns=self._columns(accepted | waiting),
            raw=grid.raw,
            table=typed_rows(self.typed, grid.rows, accepted),
            receipt=receipt,
            set_aside=self._set_aside(),
            questions=tuple(self.doubts.questions),
            notes=(*grid.notes, *self.doubts.notes),
            header=grid.stated,
            offers=tuple(self.doubts.offers),
            side_by_side=side_by_side(grid, self.typed, accepted),
            kind_confidence=guessed.kind_confidence,
        )

    def _recipe(self) -> Recipe:
        """What was given and found out; what only one column says stays with it."""
        recipe = self.grid.recipe
        signs = {typed.decimal for typed in self.typed.values() if typed.decimal}
        orders = {typed.order for typed in self.typed.values() if typed.order}
        return replace(
            recipe,
            kind=self.guessed.kind,
            roles=tuple((name, role) for name, (role, *_) in self.guessed.roles.items()),
            decimal=recipe.decimal or (signs.pop() if len(signs) == 1 else None),
            date_order=recipe.date_order or (orders.pop() if len(orders) == 1 else None),
        )

    def _columns(self, used: Mask) -> tuple[Column, ...]:
        return tuple(self._column(name, used) for name in self.names)

    def _column(self, name: str, used: Mask) -> Column:
        typed = self.typed[name]
        role, reason, confidence = self.guessed.roles[name]
        filled = int(np.count_nonzero(self.columns[name].filled & used))
        return Column(
            name,
            typed.type,
            role,
            reason,
            filled,
            confidence,
            typed.unit,
            self.doubts.maybe.get(name, ()),
        )

    def _set_aside(self) -> tuple[SetAside, ...]:
        rows = [SetAside(misfit.row, misfit.reason) for misfit in self.grid.misfits]
        rows += [SetAside(int(self.grid.rows[at]), why) for at, why in self.doubts.rejected.items()]
        return tuple(sorted(rows, key=lambda entry: entry.row))
