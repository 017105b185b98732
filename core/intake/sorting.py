"""From cells to a source table: types, roles, and the place of every row on the receipt."""

from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from core.intake import masks
from core.intake.column import RawColumn
from core.intake.damage import damage_notes
from core.intake.described import Described, named_once, nobody_named
from core.intake.doubts import Doubts
from core.intake.frames import typed_rows
from core.intake.given_back import tells_refunds
from core.intake.grid import Grid, Origin
from core.intake.header import unique_names
from core.intake.headless import like_data
from core.intake.in_order import by_column
from core.intake.masks import Mask
from core.intake.offers import cells_with
from core.intake.questions import ask_about_file, ask_header
from core.intake.receipt import NUMBERS, count_cells, count_rows
from core.intake.role_scores import Evidence
from core.intake.roles import KEYS, Guess
from core.intake.rows import blank_rows, odd_rows, total_note
from core.intake.side_by_side import side_by_side
from core.intake.stand_ins import may_name_customer
from core.intake.stored_numbers import as_meant
from core.intake.sum_doubts import SumDoubts
from core.intake.twins import find_twins
from core.intake.typing.lending import lend_decimal
from core.intake.typing.texts import how_many_different, numbered_texts
from core.intake.typing.typed import Typed, as_text
from core.intake.typing.types import Writing, read_column, writing_of
from core.intake.unnamed import (
    Seen,
    days_in,
    doubts_of,
    guess_seen,
    note_of,
    offer_names,
    orders_in,
)
from core.progress import Progress
from core.settings import Answer, Kind, ReadAs, Role
from core.tables.sources import ColumnType, SetAside, SourceTable

_FEW = 0.05


def sort_out(
    grid: Grid, origin: Origin, progress: Progress, *, ask_for_header: bool
) -> SourceTable:
    """The source table of a grid.

    Parameters
    ----------
    grid
        The cells.
    origin
        The file that they come from.
    progress
        Told how far the sorting is.
    ask_for_header
        Whether the header row was found out and not given.

    Raises
    ------
    UserError
        If the receipt does not balance.
    """
    sorter = _Sorter(grid, origin.name, unique_names(grid.header), progress)
    sorter.set_apart()
    sorter.read_columns()
    sorter.guess_roles()
    if grid.doubts:
        sorter.doubt_file()
    else:
        sorter.settle_columns()
        if ask_for_header:
            sorter.doubt_header()
        sorter.doubt_values()
        sorter.require_customers()
    return sorter.table(origin)


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
    unnamed: bool = False
    seen: Seen | None = None

    def set_apart(self) -> None:
        """Find the rows that are no ordinary ones, and empty the cells that mean missing."""
        self.columns = dict(zip(self.names, self.grid.columns, strict=True))
        self.unnamed = not self.grid.doubts and not any(self.grid.header)
        self.doubts = Doubts(self.grid, self.name)
        self.blank = blank_rows(self.grid.columns, len(self.grid.rows))
        odd = odd_rows(self.grid.columns, self.blank)
        self.totals = masks.slim(odd.totals)
        self.doubts.rejected.update(odd.reasons)
        self.doubts.notes += [total_note(int(self.grid.rows[place])) for place in odd.doubted]
        for name, text in self.grid.recipe.missing:
            if (column := self.columns.get(name)) is not None:
                self.columns[name] = column.without(cells_with(column, text))
        for name, wanted in self.grid.recipe.types:
            if name in self.columns:
                self.columns[name] = as_meant(self.columns[name], wanted, self.grid.counting)

    @property
    def _rows(self) -> Mask:
        return masks.opposite(masks.either(self.blank, self.totals))

    @cached_property
    def _usual(self) -> Mask:
        """Rows whose cells say something about their columns."""
        return self._used

    @property
    def _used(self) -> Mask:
        """Rows that are not blank, no totals and not rejected so far."""
        return masks.except_rows(self._rows, self.doubts.rejected)

    def read_columns(self) -> None:
        usual = {name: self._usual_cells(name) for name in self.names}
        jobs = (partial(self._read_column, name, cells) for name, cells in usual.items())
        for name, typed in zip(usual, by_column(jobs, len(self._usual)), strict=True):
            self.typed[name] = typed
            self.progress.at(0.5 + 0.4 * len(self.typed) / len(self.names))
        lent, notes = lend_decimal(usual, self.typed, self._writing)
        self.typed |= lent
        self.doubts.notes += notes
        if self.unnamed:
            free = [name for name in self.names if name not in dict(self.grid.recipe.types)]
            self.typed.update(days_in({name: usual[name] for name in free}, self.typed))

    def _read_column(self, name: str, cells: RawColumn) -> Typed:
        recipe = self.grid.recipe
        as_given = dict(recipe.answers).get(name) is Answer.TEXT
        as_given |= dict(recipe.roles).get(name) in KEYS or bool(self.grid.doubts)
        return as_text(cells) if as_given else read_column(name, cells, self._writing)

    def _usual_cells(self, name: str) -> RawColumn:
        return self.columns[name].without(masks.opposite(self._usual))

    @property
    def _writing(self) -> Writing:
        return writing_of(self.grid.recipe)

    def guess_roles(self) -> None:
        evidence, recipe = [self._evidence(name) for name in self.names], self.grid.recipe
        given = {name: role for name, role in recipe.roles if name in self.typed}
        if self.unnamed and recipe.kind in {None, Kind.ORDERS}:
            usual = map(self._usual_cells, self.names)
            self.seen = orders_in(dict(zip(self.names, usual, strict=True)), self.typed, given)
        self.guessed = guess_seen(self.seen, self.name, evidence, recipe.kind, given)

    def _evidence(self, name: str) -> Evidence:
        cells = self._usual_cells(name)
        named = may_name_customer(name) or dict(self.grid.recipe.roles).get(name) in KEYS
        different = how_many_different(cells) if named else 0
        rows, typed = masks.how_many(cells.filled), self.typed[name]
        back = tells_refunds(name, cells)
        return Evidence(name, typed.type, rows, different, typed.unit, back)

    def settle_columns(self) -> None:
        """Keep keys and needless doubts as text; ask about the rest."""
        for name in self.names:
            role, typed = self.guessed.roles[name][0], self.typed[name]
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
            elif (needless and typed.is_vague) or self._is_half_empty(name, role):
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
        many = masks.how_many(typed.failed) > _FEW * masks.how_many(self._usual)
        return many and role is Role.ATTRIBUTE and not self._is_given(name)

    def _is_given(self, name: str) -> bool:
        """Whether somebody has said what to make of a column."""
        return name in dict((*self.grid.recipe.answers, *self.grid.recipe.types))

    def doubt_file(self) -> None:
        """Ask what has to be known before any row can be used."""
        questions = [ask_about_file(self.name, doubt) for doubt in self.grid.doubts]
        self.doubts.wait_all(self._rows, questions)

    def doubt_header(self) -> None:
        """Ask whether the header is data, if a cell of it is like those below."""
        first, row = self.grid.header, self.grid.header_rows
        if self.unnamed:
            self.doubts.notes.append(note_of(self.name))
            if self.seen is not None:
                self.doubts.offers.append(offer_names(self.name, self.grid.recipe))
                return
            # Nobody can tell what the columns are, so it is asked before a row is used.
            first, row = tuple(column.text_at(0) for column in self.columns.values()), 1
        found = like_data(first, self.typed, self._writing)
        if found is not None:
            asked = ask_header(self.name, self.grid.recipe, row, *found)
            self.doubts.wait_all(self._rows, [asked])

    def doubt_values(self) -> None:
        """Ask what values do not tell: what may be added up, and what has no name."""
        usual = {name: self._usual_cells(name) for name in self.names}
        SumDoubts(self.doubts, usual, self.typed, self.guessed, self._used).ask()
        if self.seen is not None:
            questions, offers = doubts_of(self.seen, self.name, self.grid)
            self.doubts.offers += offers
            if questions:
                self.doubts.wait_all(self._rows, questions)

    def require_customers(self) -> None:
        """Set aside rows without a customer, and ask about a second row of the same one."""
        roles = self.guessed.roles.items()
        name = next((found for found, (role, *_) in roles if role is Role.CUSTOMER), "")
        if not name:
            self.doubts.notes.append(nobody_named(self.guessed.kind))
            return
        column = self.columns[name]
        nobody = masks.without(masks.without(self._rows, self.doubts.waiting), column.said)
        self.doubts.notes += named_once(name, masks.how_many(nobody), masks.how_many(self._rows))
        for place in masks.rows_where(nobody).tolist():
            self.doubts.rejected.setdefault(place, f"{name} is empty")
        if self.guessed.kind is Kind.PROFILES and not self.doubts.waiting.all():
            twins = find_twins(self.columns, *numbered_texts(column), self._used)
            self.doubts.about_twins(name, twins)

    def table(self, origin: Origin) -> SourceTable:
        used, wait = self._used, masks.slim(self.doubts.waiting)
        accepted, waiting = masks.slim(masks.without(used, wait)), masks.both(used, wait)
        grid, guessed = self.grid, self.guessed
        described = Described(self.columns, self.typed, guessed, self.doubts.maybe)
        receipt = count_rows(
            self.name,
            grid,
            () if grid.doubts else count_cells(self.columns, self.typed, self._usual),
            accepted=masks.how_many(accepted),
            waiting=masks.how_many(waiting),
            rejected=len(self.doubts.rejected) + len(grid.misfits),
            blank=masks.how_many(self.blank) + len(grid.empty_rows),
            totals=masks.how_many(self.totals),
        )
        return SourceTable(
            name=self.name,
            path=origin.path,
            digest=origin.digest(),
            recipe=described.recipe(grid.recipe),
            sheets=grid.sheets,
            kind=guessed.kind,
            kind_reason=guessed.kind_reason,
            columns=tuple(described.columns(used)),
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

    def _set_aside(self) -> tuple[SetAside, ...]:
        rows = [SetAside(misfit.row, misfit.reason) for misfit in self.grid.misfits]
        rows += [SetAside(int(self.grid.rows[at]), why) for at, why in self.doubts.rejected.items()]
        return tuple(sorted(rows, key=lambda entry: entry.row))
