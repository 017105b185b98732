"""How often a contract is paid for, and ends that are none."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.intake.paid_every import months_of
from core.intake.words import COST, COUNTS, tokens
from core.settings import Role, Valuation
from core.tables.customers import Placed
from core.tables.sources import ColumnType, SourceTable
from core.value.columns import NO_DAY, Days, Floats, days_of, holds_numbers, numbers_of, texts_of
from core.value.evidence.buying import Span
from core.value.words import counted, date_words, listed, rows_that

_NEVER = int(np.datetime64("2099-12-31", "D").astype(np.int64))
"""Programs write this day, or a later one, where a contract has no end."""

_MOST = 20


def term_days(part: Placed, role: Role) -> Days:
    """Days of a column of contracts, `core.value.columns.NO_DAY` for none; an end may be none."""
    found = _as_written(part, role)
    return np.where(found >= _NEVER, np.int32(NO_DAY), found) if role is Role.END else found


def _as_written(part: Placed, role: Role) -> Days:
    column = part.source.column_with(role)
    if column is None:
        return np.full(len(part.places), NO_DAY, np.int32)
    return days_of(part.source, column)


def term_amounts(part: Placed, valuation: Valuation) -> Floats:
    """What each contract brings from one renewal to the next; NaN if it is not known.

    What is paid by the month, or as often as another column says, counts so many times.
    """
    column = _paid(part.source)
    if column is None:
        return np.full(len(part.places), np.nan)
    values = numbers_of(part.source, column)
    months = months_of(column, numbers=False)
    if months is not None:
        return values * (valuation.contract_months / months)
    interval = _interval(part.source)
    if interval is None:
        return values
    return values * (valuation.contract_months / _months_in(part.source, interval))


def _paid(source: SourceTable) -> str | None:
    return source.column_with(Role.MARGIN) or source.column_with(Role.AMOUNT)


def _interval(source: SourceTable) -> str | None:
    """The column whose cells all say how often something is paid; None if there is none."""
    for column in source.columns:
        if column.role is Role.ATTRIBUTE and column.type is ColumnType.TEXT:
            labels = texts_of(source, column.name).labels.tolist()
            known = [months_of(str(label)) for label in labels]
            if column.filled == len(source.table) and 0 < len(known) <= _MOST and all(known):
                return column.name
    return None


def _months_in(source: SourceTable, column: str) -> Floats:
    cells = texts_of(source, column)
    months = np.array([float(months_of(str(label)) or 1) for label in cells.labels.tolist()])
    return np.asarray(months[cells.codes])


def contract_notes(parts: Sequence[Placed], span: Span, valuation: Valuation) -> list[str]:
    """Sentences on how contracts are paid for, and on their ends."""
    about = (
        (*_paid_notes(part, valuation), *_cost_notes(part), *_end_notes(part)) for part in parts
    )
    notes = [note for told in about for note in told]
    starts = [day for part in parts for day in _largest(term_days(part, Role.START))]
    ends = [day for part in parts for day in _largest(term_days(part, Role.END))]
    if not valuation.as_of and span.last in ends and span.last > max(starts, default=span.last):
        notes.append(
            f"The last day that counts is {date_words(span.last)}, when a contract ends. Set an "
            "earlier one if that day lies ahead."
        )
    ahead = [end for end in ends if end > span.last]
    if not valuation.as_of and ahead and span.last in starts:
        notes.append(
            f"The last day that counts is {date_words(span.last)}, when the last contract began; "
            "those that end later run on. Set a later one if some have ended by now."
        )
    return notes


def _largest(days: Days) -> list[int]:
    return [int(days.max())] if (days != NO_DAY).any() else []


def _paid_notes(part: Placed, valuation: Valuation) -> Iterator[str]:
    source, column, term = part.source, _paid(part.source), valuation.contract_months
    if column is None:
        return
    months, interval = months_of(column, numbers=False), _interval(source)
    if months is not None and months != term:
        yield (
            f"‘{column}’ of {source.name} is for {counted(months, 'month')} and counts "
            f"{term / months:g} times in the {counted(term, 'month')} from one renewal to the next."
        )
    elif months is None and interval is not None:
        yield (
            f"‘{column}’ of {source.name} is paid as often as ‘{interval}’ says, and counts so "
            f"many times in the {counted(term, 'month')} from one renewal to the next."
        )


def _cost_notes(part: Placed) -> Iterator[str]:
    """About costs, such as claims, that stand beside what contracts bring."""
    source, wanted = part.source, COST - COUNTS
    found = [
        f"‘{one.name}’"
        for one in source.columns
        if one.role in {Role.ATTRIBUTE, Role.COST} and wanted & set(tokens(one.name))
        if holds_numbers(source, one.name)
    ]
    if found and _paid(source) is not None:
        yield f"Nothing is taken off what contracts of {source.name} bring for {listed(found)}."


def _end_notes(part: Placed) -> Iterator[str]:
    start, end = (_as_written(part, role) for role in (Role.START, Role.END))
    never = int((end >= _NEVER).sum())
    if never:
        yield (
            f"{rows_that(never, part.source.name, 'ends', 'end')} on "
            f"{date_words(int(end.max()))} or as far away, which counts as no end."
        )
    early = np.flatnonzero((end != NO_DAY) & (start != NO_DAY) & (end < start))
    if len(early):
        row = int(part.source.table.index[early[0]])
        yield (
            f"{rows_that(len(early), part.source.name, 'ends', 'end')} before the beginning, the "
            f"first is row {row:,}; such contracts count as lost on the first day."
        )
