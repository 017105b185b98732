"""What is doubtful about adding up the rows of a source: currencies, refunds, rows that repeat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd

from core.intake.answer_names import low_may_be_best
from core.intake.beside import beside
from core.intake.column import Codes, Floats, RawColumn
from core.intake.copies import Copies, find_copies, may_repeat
from core.intake.currencies import SeveralCurrencies, several_currencies
from core.intake.doubts import Doubts
from core.intake.given_back import given_back
from core.intake.masks import Mask, both
from core.intake.nobody import nobody_in
from core.intake.order_totals import Lines, SeveralLines, several_lines
from core.intake.questions import Asker
from core.intake.receipt import NUMBERS
from core.intake.roles import Guess
from core.intake.said import Said
from core.intake.sum_notes import told_taxes, told_unread
from core.intake.sum_questions import (
    about_beside,
    about_codes,
    about_copies,
    about_currencies,
    about_given_back,
    about_nobody,
    about_ranks,
    about_totals,
    about_turned,
    about_voided,
)
from core.intake.text.digits import shape_of
from core.intake.twins import TwinRows
from core.intake.typing.placeholders import codes_for_missing
from core.intake.typing.texts import numbered_texts
from core.intake.typing.typed import Typed
from core.intake.voided import voided
from core.intake.words import QUANTITY, SATISFACTION_SURE, numbers_rows, tokens
from core.settings import EVENTS, OF_MONEY, Answer, Kind, Role
from core.tables.sources import ColumnType, Question

_MOST_ANSWERS = 11
_COUNTED = OF_MONEY | {Role.SATISFACTION, Role.MINUTES}
_LINES = {Kind.ORDERS: "an order", Kind.CONTACTS: "a contact"}
_GO_WITH = (about_beside,)
"""Asks about rows that are set aside if others of the same column are taken off."""

_SIGNED = (Role.AMOUNT, Role.QUANTITY)


@dataclass(frozen=True, eq=False)
class SumDoubts:
    """Asks about what would be added up wrongly.

    Attributes
    ----------
    doubts
        Takes the questions, and the rows that wait or are set aside.
    columns, typed
        The columns by name, as they stand in ordinary rows and as they were read.
    guessed
        What they are used for.
    used
        Which rows count.
    """

    doubts: Doubts
    columns: Mapping[str, RawColumn]
    typed: Mapping[str, Typed]
    guessed: Guess
    used: Mask

    def ask(self) -> None:
        """Ask about several currencies, cancelled orders, refunds without a sign, and copies."""
        if not OF_MONEY.isdisjoint(self._roles.values()):
            self._about_currencies()
        self.doubts.notes += [
            f"‘{name}’ answers in words whose order is not known, so they are not used. Write "
            "numbers instead, the more the better."
            for name in filter(self._is_unknown, self._roles)
        ]
        for name, role in self._roles.items():
            numbers = self.typed[name].type in NUMBERS
            if numbers and role in _COUNTED and not self._is_given(name):
                self._about_numbers(name, role)
        apart = np.zeros(len(self.used), bool)
        if self.guessed.kind is Kind.ORDERS:
            known = Role.REFUND in self._roles.values()
            apart |= self._about_rows(partial(voided, refunds_known=known), about_voided)
            apart |= self._about_rows(partial(given_back, paid=self._signed), self._ask_given_back)
            apart |= self._about_rows(self._beside, about_beside)
            apart |= self._about_rows(self._sent_back, self._ask_given_back)
            self.doubts.notes += told_taxes(self.columns)
        if self.guessed.kind in EVENTS:
            self._about_rows(self._nobody, about_nobody)
            self.doubts.notes += told_unread(self.typed)
            free = {name: role is Role.ATTRIBUTE for name, role in self._roles.items()}
            copies = find_copies(self.columns, free, self.used)
            if copies is not None:
                self._about_copies(copies, self.columns[copies.column])
            elif self.guessed.kind in _LINES:
                self._about_totals(free, self.used & ~apart)

    @cached_property
    def _roles(self) -> dict[str, Role]:
        return {name: role for name, (role, *_) in self.guessed.roles.items()}

    @property
    def _signed(self) -> Floats:
        """What tells by its sign whether each row is a refund; NaN where nothing does."""
        names = {role: name for name, role in reversed(self._roles.items())}
        for name in filter(None, map(names.get, _SIGNED)):
            if self.typed[name].type in NUMBERS:
                return np.asarray(self.typed[name].values, dtype=np.float64)
        return np.full(len(self.used), np.nan)

    def _nobody(self, name: str, cells: RawColumn) -> Said | None:
        return nobody_in(cells) if self._roles[name] is Role.CUSTOMER else None

    def _is_given(self, name: str) -> bool:
        """Whether somebody has said what the numbers of a column are."""
        return name in dict(self.doubts.grid.recipe.types) or self._answer(name) is not None

    def _is_unknown(self, name: str) -> bool:
        """Whether a column holds answers in a few words that nothing is known of."""
        words = self.typed[name].type is ColumnType.TEXT and not self._is_given(name)
        few = 1 < len(self.columns[name].texts) <= _MOST_ANSWERS
        return words and few and bool(SATISFACTION_SURE & set(tokens(name)))

    def _about_numbers(self, name: str, role: Role) -> None:
        """Ask about numbers that stand for nothing, and about answers of which 1 is the best."""
        values, doubts = np.asarray(self.typed[name].values, dtype=np.float64), self.doubts
        asker = doubts.asker(name, self.columns[name])
        answers = role is Role.SATISFACTION
        typed = self.typed[name]
        if typed.ranks:
            rows, nothing = self.used & ~np.isnan(values), both(self.used, typed.failed)
            doubts.questions.append(about_ranks(asker, name, typed.ranks, rows, nothing))
            doubts.waiting |= rows
            return
        found = codes_for_missing(values, fewest=1 if answers else 2)
        # money below 0 is money given back
        codes = [one.text for one in found if role not in OF_MONEY or float(one.text) > 0]
        if codes:
            rows = np.isin(values, [float(code) for code in codes])
            doubts.questions.append(about_codes(asker, name, codes, rows))
            doubts.waiting |= rows
            doubts.offers = [offer for offer in doubts.offers if offer.column != name]
        elif answers and self.guessed.kind is Kind.SURVEYS and _may_be_turned(name, values):
            doubts.questions.append(about_turned(asker, name, values))
            doubts.waiting |= self.used & ~np.isnan(values)

    def _ask_given_back(self, asker: Asker, name: str, found: Said) -> Question:
        again = beside(name, self.columns[name])
        if again is not None:
            self.doubts.waiting |= again.rows
        return about_given_back(asker, name, found, again)

    def _beside(self, name: str, cells: RawColumn) -> Said | None:
        """Rows that say the same again, unless the question about refunds asks about them too."""
        asked = self._answer(name) is None and given_back(name, cells, self._signed) is not None
        return None if asked else beside(name, cells)

    def _sent_back(self, name: str, cells: RawColumn) -> Said | None:
        """Rows with pieces below 0 though the amount is above it."""
        typed, counted = self.typed[name], QUANTITY & set(tokens(name))
        if Role.AMOUNT not in self._roles.values() or not counted or typed.type not in NUMBERS:
            return None
        rows = (np.asarray(typed.values, dtype=np.float64) < 0) & (self._signed > 0) & self.used
        places = np.flatnonzero(rows)
        return Said(((cells.text_at(int(places[0])), len(places)),), rows) if len(places) else None

    def _answer(self, name: str) -> Answer | None:
        return dict(self.doubts.grid.recipe.answers).get(name)

    def _about_rows(
        self,
        find: Callable[[str, RawColumn], Said | None],
        ask: Callable[[Asker, str, Said], Question],
    ) -> Mask:
        """Ask about rows of which a column says something, or set them aside.

        Returns
        -------
        array
            Shape (rows,): which rows that were, but for those that count like all others.
        """
        apart = np.zeros(len(self.used), bool)
        for name, cells in self.columns.items():
            found, answer = find(name, cells), self._answer(name)
            if found is None:
                continue
            if answer is not Answer.TEXT:
                apart |= found.rows
            if answer is None:
                self.doubts.questions.append(ask(self.doubts.asker(name, cells), name, found))
                self.doubts.waiting |= found.rows
            elif answer is Answer.SET_ASIDE or (answer is Answer.TAKEN_OFF and ask in _GO_WITH):
                places = np.flatnonzero(found.rows)
                for row, text in zip(places.tolist(), cells.texts_of(places), strict=True):
                    self.doubts.rejected.setdefault(row, f"{name} says ‘{text.strip()}’")
        return apart

    def _about_copies(self, copies: Copies, cells: RawColumn) -> None:
        rows, places = self.doubts.grid.rows, np.array(sorted(copies.same))
        answer = self._answer(copies.column)
        if answer is None:
            first = int(rows[copies.same[int(places[0])]])
            asker = self.doubts.asker(copies.column, cells)
            self.doubts.questions.append(about_copies(asker, copies.column, places, first))
            self.doubts.waiting[places] = True
        elif answer is Answer.SET_ASIDE:
            for place, reason in TwinRows(copies.same, ()).copies(rows).items():
                self.doubts.rejected.setdefault(place, reason)

    def _about_totals(self, free: Mapping[str, bool], used: Mask) -> None:
        """Ask whether what was paid for an order stands in each of its rows that are used."""
        names = {role: name for name, role in reversed(self._roles.items())}
        date, customer = names.get(Role.DATE), names.get(Role.CUSTOMER)
        if date is None or customer is None or self.typed[date].type is not ColumnType.DATE:
            return
        for name, column in self.columns.items():
            if not (free[name] and numbers_rows(name) and may_repeat(column)):
                continue
            days, paid = np.asarray(self.typed[date].values), self._signed
            if self.guessed.kind is Kind.CONTACTS:
                days, paid = np.zeros_like(days), np.zeros(len(days))  # a ticket may take days
            lines = Lines(paid, days, _numbered(self.columns[customer]), used)
            found = several_lines(_numbered(column), lines)
            if found is not None:
                self._settle_totals(name, names.get(Role.AMOUNT), found)
                return

    def _settle_totals(self, name: str, amount: str | None, found: SeveralLines) -> None:
        answer, rows = self._answer(name), self.doubts.grid.rows
        if amount is None or not found.total_in_each or answer is Answer.TEXT:
            self.doubts.notes.append(
                f"‘{name}’ has the same number in several rows; each of them counts as "
                f"{_LINES[self.guessed.kind]}, and what they say is added up."
            )
        elif answer is None:
            asker = self.doubts.asker(name, self.columns[name])
            self.doubts.questions.append(about_totals(asker, name, amount, found))
            self.doubts.waiting[found.again] = True
        else:
            for place, first in zip(found.again.tolist(), found.first.tolist(), strict=True):
                reason = f"its amount is the total of the order, as in row {int(rows[first]):,}"
                self.doubts.rejected.setdefault(place, reason)

    def _about_currencies(self) -> None:
        for name, cells in self.columns.items():
            found, answer = several_currencies(name, cells), self._answer(name)
            if found is None:
                continue
            if answer is None:
                asker = self.doubts.asker(name, cells)
                self.doubts.questions.append(about_currencies(asker, name, found))
                self.doubts.waiting |= found.others
            elif answer is Answer.SET_ASIDE:
                self._set_currencies_aside(name, cells, found)

    def _set_currencies_aside(self, name: str, cells: RawColumn, found: SeveralCurrencies) -> None:
        places = np.flatnonzero(found.others)
        for row, text in zip(places.tolist(), cells.texts_of(places), strict=True):
            reason = f"its amounts are in {text.strip()} and not in {found.usual}, as {name} says"
            self.doubts.rejected.setdefault(row, reason)


def _numbered(column: RawColumn) -> Codes:
    """A number for each different cell; of plain numbers without writing them, -1 for none."""
    shapes = [shape_of(code) for code in column.shape_counts]
    written = any(shape.mark or shape.leading_zero for shape in shapes)
    if len(column.codes) or len(column.stored) or not shapes or written:
        return numbered_texts(column)[0]
    found = pd.factorize(column.wholes)[0]
    return np.where(column.filled, found, -1).astype(np.int32)


def _may_be_turned(name: str, values: Floats) -> bool:
    known = values[~np.isnan(values)]
    return len(known) > 0 and low_may_be_best(name, float(known.min()), float(known.max()))
