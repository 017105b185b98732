"""What is doubtful about the cells of a source: questions, rows that wait, offers."""

from dataclasses import dataclass, field

import numpy as np

from core.intake.column import RawColumn
from core.intake.grid import Grid
from core.intake.masks import Mask, rows_where, somewhere
from core.intake.offers import cells_with, maybe_missing, offer_days, offer_missing
from core.intake.questions import Asker
from core.intake.roles import KEYS
from core.intake.stored_numbers import dressed_cells, maybe_days
from core.intake.swapped_days import ask_about_swapped, note_of_swapped, swapped_in
from core.intake.twins import Same, TwinRows
from core.intake.typing.typed import Typed
from core.settings import Answer, DayCount, Role
from core.tables.sources import ColumnType, Offer, Question


@dataclass
class Doubts:
    """The doubts about a source.

    Attributes
    ----------
    grid, name
        The source and its name.
    waiting
        Which rows wait for an answer.
    rejected
        Rows that are set aside, by their place, with the reason.
    questions, offers
        What is asked and what is offered.
    maybe
        For each column what may stand for nothing.
    notes
        What else is worth telling.
    """

    grid: Grid
    name: str
    waiting: Mask = field(init=False)
    rejected: dict[int, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    maybe: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.waiting = np.zeros(len(self.grid.rows), bool)

    def wait_all(self, rows: Mask, questions: list[Question]) -> None:
        """Ask something that has to be known before any row can be used."""
        self.questions = questions
        self.waiting = rows.copy()
        self.rejected.clear()

    def about(self, name: str, cells: RawColumn, typed: Typed) -> None:
        """Ask about the cells of a column that somebody needs, or offer what it may mean."""
        asked = len(self.questions)
        self._doubt_cells(name, cells, typed)
        self._doubt_reading(name, cells, typed)
        self._tell_inexact(name, typed)
        if cells.shown_in and not typed.unit:
            shown = " and ".join(cells.shown_in)
            told = (
                f"‘{name}’ is shown in {shown}; nothing is converted, so its sums mix currencies."
            )
            self.notes.append(told)
        if typed.period:
            self.notes.append(f"‘{name}’ names {typed.period}; each counts as its first day.")
        if typed.since_1970:
            self.notes.append(
                f"‘{name}’ counts seconds since 1970; its days and hours are those of Greenwich."
            )
        if typed.zoned:
            self.notes.append(f"‘{name}’ has time zones; its days and hours are kept as written.")
        if len(self.questions) == asked:
            self.offer(name, cells, typed)

    def about_stored(self, name: str, cells: RawColumn, typed: Typed, role: Role) -> bool:
        """Ask what the numbers are that a workbook stores otherwise than it shows them.

        Returns
        -------
        bool
            Whether rows wait for the answer.
        """
        days, dressed = maybe_days(name, cells, typed, role), dressed_cells(cells)
        asker = self.asker(name, cells)
        if self._about_swapped(asker, cells, typed, role):
            return True
        known = self.grid.day_count
        if known is not None and somewhere(days):
            self.questions.append(asker.about_days(np.flatnonzero(days), known))
            self.waiting |= days
            return True
        if somewhere(dressed) and role in KEYS:
            self.questions.append(asker.about_dress(np.flatnonzero(dressed)))
            self.waiting |= dressed
            return True
        if somewhere(dressed):
            self.offers.append(asker.offer_dress(np.flatnonzero(dressed)))
        return False

    def _about_swapped(self, asker: Asker, cells: RawColumn, typed: Typed, role: Role) -> bool:
        """Ask whether day and month of stored dates are exchanged, or tell it if nobody needs them.

        Returns
        -------
        bool
            Whether rows wait for the answer.
        """
        swapped = swapped_in(cells, typed)
        if swapped is None:
            return False
        if role is Role.ATTRIBUTE:
            self.notes.append(note_of_swapped(asker, cells, swapped))
            return False
        self.questions.append(ask_about_swapped(asker, cells, swapped))
        self.waiting[swapped.places] = True
        return True

    def asker(self, name: str, cells: RawColumn) -> Asker:
        """Give what asks about a column."""
        return Asker(self.name, name, self.grid.recipe, cells, self.grid.rows)

    def _doubt_cells(self, name: str, cells: RawColumn, typed: Typed) -> None:
        failed = rows_where(typed.failed)
        if not len(failed) or typed.ranks:  # what is no answer is told with the answers
            return
        answer = dict(self.grid.recipe.answers).get(name)
        dates = typed.type is ColumnType.DATE
        if answer is Answer.SET_ASIDE:
            what = "a date" if dates else "a number"
            for row, text in zip(failed.tolist(), cells.texts_of(failed), strict=True):
                self.rejected.setdefault(row, f"‘{text}’ in {name} is not {what}")
        elif answer is None:
            self.questions.append(self.asker(name, cells).about_cells(failed, dates=dates))
            self.waiting |= typed.failed

    def _doubt_reading(self, name: str, cells: RawColumn, typed: Typed) -> None:
        asker = self.asker(name, cells)
        unsure, short = rows_where(typed.unsure), rows_where(typed.centuries)
        if len(unsure) and typed.counted:
            self.questions.append(asker.about_days(unsure, self.grid.day_count))
        elif len(unsure) and typed.type is ColumnType.DATE:
            self.questions.append(asker.about_date_order(unsure, typed.orders))
        elif len(unsure):
            self.questions.append(asker.about_decimal(unsure))
        elif len(short):
            order = None if typed.period else typed.order
            self.questions.append(asker.about_century(short, order))
        if len(unsure) or len(short):
            self.waiting |= typed.doubtful

    def _tell_inexact(self, name: str, typed: Typed) -> None:
        if typed.inexact is None or not somewhere(typed.inexact):
            return
        places = np.flatnonzero(typed.inexact)
        count = "1 value has" if len(places) == 1 else f"{len(places):,} values have"
        self.notes.append(
            f"‘{name}’: {count} more digits than are calculated with (about 16), "
            f"the first in row {int(self.grid.rows[places[0]]):,}."
        )

    def offer(self, name: str, cells: RawColumn, typed: Typed) -> None:
        """Offer to read as missing what people write where there is nothing."""
        found = maybe_missing(cells, typed)
        self.maybe[name] = tuple((one.text, one.cells) for one in found)
        for one in found:
            place = int(np.flatnonzero(cells_with(cells, one.text))[0])
            row = int(self.grid.rows[place])
            self.offers.append(offer_missing(self.name, name, self.grid.recipe, one, row))

    def offer_days(self, name: str, cells: RawColumn, typed: Typed) -> None:
        """Offer to read numbers as days as a spreadsheet counts them."""
        places = rows_where(typed.unsure)
        row = int(self.grid.rows[int(places[0])])
        text = cells.text_at(int(places[0])).strip()
        count = self.grid.counting or DayCount.FROM_1900
        self.offers.append(offer_days(self.name, name, self.grid.recipe, (text, count), row))

    def about_twins(self, name: str, twins: TwinRows) -> None:
        """Set copies of a customer's row aside, and settle which of several rows counts."""
        rows = self.grid.rows
        aside, question = Same(self.name, name, self.grid.recipe, rows).settle(twins)
        for place, reason in {**aside, **twins.copies(rows)}.items():
            self.rejected.setdefault(place, reason)
        if question is not None:
            self.questions.append(question)
            self.waiting[twins.places] = True
