"""The type of a column: text first, another one only where its cells bear it out."""

from dataclasses import dataclass, replace

import numpy as np

from core.currencies import one_of
from core.intake.column import RawColumn
from core.intake.date_names import is_week_name
from core.intake.masks import (
    Mask,
    either,
    how_many,
    nowhere,
    opposite,
    slim,
    somewhere,
    without,
)
from core.intake.typing.answers import read_answers
from core.intake.typing.compact import DAY_DIGITS, MONTH_DIGITS, compact_in
from core.intake.typing.date_evidence import date_evidence, looks_like_dates
from core.intake.typing.date_text import PERIODS
from core.intake.typing.dates import read_dates
from core.intake.typing.day_counts import counted_days, may_be_day_counts
from core.intake.typing.identifiers import are_identifiers
from core.intake.typing.number_evidence import NumberEvidence, number_evidence
from core.intake.typing.numbers import Numbers, read_numbers
from core.intake.typing.placeholders import PLACEHOLDERS
from core.intake.typing.truths import is_truth
from core.intake.typing.typed import Typed, Values, as_text, integers_of
from core.intake.words import is_date_name
from core.settings import DateOrder, DayCount, ReadAs, Recipe
from core.tables.sources import ColumnType

MOSTLY = 0.95


@dataclass(frozen=True)
class Writing:
    """How numbers and dates are written where no cell of a column proves it.

    Attributes
    ----------
    decimal
        The decimal sign; None if nobody said.
    order
        Order of the parts of dates; None if nobody said.
    last_year
        Last year that two digits may mean; None if nobody said.
    day_count
        How numbers that are days are counted; None if nobody said.
    types
        What columns are read as whatever their cells prove, by name.
    """

    decimal: str | None = None
    order: DateOrder | None = None
    last_year: int | None = None
    day_count: DayCount | None = None
    types: tuple[tuple[str, ReadAs], ...] = ()


def writing_of(recipe: Recipe) -> Writing:
    """What a recipe says of how numbers and dates are written."""
    return Writing(
        recipe.decimal, recipe.date_order, recipe.last_year, recipe.day_count, recipe.types
    )


def read_column(name: str, column: RawColumn, writing: Writing) -> Typed:
    """A column with the type that its cells prove.

    Parameters
    ----------
    name
        Its name, which may say that its values are names.
    column
        Its cells.
    writing
        How numbers and dates are written where no cell proves it.
    """
    if len(column.left):
        return as_text(RawColumn(column.rows), ColumnType.UNREAD)
    wanted = dict(writing.types).get(name)
    plain = _plain_type(column, wanted)
    if plain is not None:
        return as_text(column, plain)
    if wanted in {ReadAs.DATE, ReadAs.EXCHANGED}:
        return _given_dates(name, column, writing)
    answers = read_answers(name, column) if wanted is None else None
    if answers is not None:
        return answers
    if wanted is None and looks_like_dates(column):
        return _dates(name, column, writing)
    return _numbers(name, column, writing)


def _plain_type(column: RawColumn, wanted: ReadAs | None) -> ColumnType | None:
    """The type of a column whose cells stay texts."""
    if not how_many(column.said):
        return ColumnType.EMPTY
    if wanted in {ReadAs.TEXT, ReadAs.SHOWN}:
        return ColumnType.TEXT
    return ColumnType.TRUTH if wanted is None and is_truth(column) else None


def _said(column: RawColumn) -> Mask:
    """Cells that are filled with more than blanks and are no placeholder."""
    return without(column.said, column.cells_among(column.special.among(PLACEHOLDERS)))


def _enough(name: str, column: RawColumn, writing: Writing) -> float:
    """How many cells have to be of a type for the column to have it; any if somebody said so."""
    if name in dict(writing.types):
        return 1.0
    return MOSTLY * how_many(_said(column))


def _dates(name: str, column: RawColumn, writing: Writing) -> Typed:
    evidence = date_evidence(column)
    enough = _enough(name, column, writing)
    period = "" if evidence.style is None else PERIODS.get(evidence.style, "")
    # A code may look like a month, so the name has to speak of time as well.
    if evidence.count < enough or (period and not is_date_name(name)):
        return as_text(column)
    dates = read_dates(column, evidence, writing.order, writing.last_year)
    if how_many(dates.known) < enough:
        return as_text(column)
    values, vague = dates.values, either(dates.unsure, dates.centuries)
    if how_many(vague):
        values = values.copy()
        values[vague] = np.datetime64("NaT", "us")
    return Typed(
        ColumnType.DATE,
        values,
        slim(without(column.said, dates.known)),
        slim(dates.unsure),
        slim(dates.centuries),
        order=dates.order,
        orders=dates.orders,
        zoned=dates.zoned,
        period=period,
    )


def _given_dates(name: str, column: RawColumn, writing: Writing) -> Typed:
    """A column of which somebody has said that it holds dates, whatever form they have."""
    evidence = number_evidence(column, column.rows)
    compact = _compact_dates(column, evidence)
    if compact is not None:
        return compact
    numbers = read_numbers(column, evidence, writing.decimal)
    if may_be_day_counts(numbers):
        return _counted(column, numbers, writing.day_count)
    return _dates(name, column, writing)


def _numbers(name: str, column: RawColumn, writing: Writing) -> Typed:
    said = how_many(_said(column))
    given = name in dict(writing.types)
    evidence = number_evidence(column, column.rows if given else (1.0 - MOSTLY) * said)
    enough = _enough(name, column, writing)
    if said == 0 or evidence.count < enough:
        return as_text(column)
    if not given:
        days = is_date_name(name) and not is_week_name(name)  # 202512 may be a week as well
        compact = _compact_dates(column, evidence) if days else None
        if compact is not None:
            return compact
        if are_identifiers(name, column, evidence):
            return as_text(column)
    numbers = read_numbers(column, evidence, writing.decimal)
    if how_many(numbers.known) < enough:
        return as_text(column)
    if not given and is_date_name(name) and may_be_day_counts(numbers):
        return _counted(column, numbers, writing.day_count)
    return _typed_numbers(column, numbers)


def _typed_numbers(column: RawColumn, numbers: Numbers) -> Typed:
    missing = either(opposite(numbers.known), numbers.unsure)
    whole = numbers.wholes is not None and not somewhere(numbers.unsure)
    values: Values
    if whole and numbers.wholes is not None:
        values = integers_of(numbers.wholes, missing)
    else:
        values = numbers.values
        if somewhere(numbers.unsure):
            values = np.where(missing, np.nan, numbers.values)
    return Typed(
        ColumnType.INTEGER if whole else ColumnType.DECIMAL,
        values,
        slim(without(column.said, numbers.known)),
        slim(numbers.unsure),
        nowhere(column.rows),
        decimal=numbers.decimal,
        inexact=slim(numbers.inexact),
        grouped=numbers.grouped,
        unit=numbers.unit or one_of(column.shown_in),
    )


def _counted(column: RawColumn, numbers: Numbers, count: DayCount | None) -> Typed:
    """Days as a spreadsheet counts them, or what may be such days if nobody said."""
    nobody = nowhere(column.rows)
    failed = slim(without(column.said, numbers.known))
    if count is None:
        nothing = np.full(column.rows, np.datetime64("NaT", "us"))
        unsure = slim(numbers.known)
        return Typed(ColumnType.DATE, nothing, failed, unsure, nobody, counted=True)
    return Typed(ColumnType.DATE, counted_days(numbers.values, count), failed, nobody, nobody)


def compact_dates_in(column: RawColumn) -> Typed | None:
    """The dates of a column whose cells are all numbers such as 20260403; None of any other."""
    evidence = number_evidence(column, 0)
    found = None if evidence.others else compact_in(column, evidence)
    return None if found is None or found.digits != DAY_DIGITS else _compact_dates(column, evidence)


def _compact_dates(column: RawColumn, evidence: NumberEvidence) -> Typed | None:
    """Dates written as numbers, if every number is one."""
    found = compact_in(column, evidence)
    if found is None:
        return None
    nobody = nowhere(column.rows)
    failed = without(column.said, ~np.isnat(found.values))
    months = found.digits == MONTH_DIGITS
    period = "months" if months else ""
    typed = Typed(ColumnType.DATE, found.values, failed, nobody, nobody, period=period)
    if months or found.digits == DAY_DIGITS:
        return replace(typed, order=DateOrder.YEAR_FIRST)
    return replace(typed, since_1970=True)
