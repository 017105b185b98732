"""A table comes out as it went in, however it is written and whatever the order of its rows."""

import random
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.intake.reading import read
from core.progress import Progress
from core.settings import DateOrder, Kind, Recipe, Source
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader
from tests.corpus.corruption.case import accepted
from tests.corpus.fuzzing import broken, check, check_answers, seeds
from tests.corpus.tables import (
    HEADER,
    BookWriting,
    Order,
    Writing,
    book_writings,
    orders,
    writings,
)

IN_A_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
ORDERS = Recipe(kind=Kind.ORDERS)
FILES = 250


def answered(read_text: Reader, content: bytes, writing: Writing) -> SourceTable:
    """Read a file, and say how it is written where that is asked."""
    first = table = read_text(content, ORDERS)
    for _ in range(len(HEADER)):
        if table.questions:
            right = [
                choice.recipe
                for choice in table.questions[0].choices
                if is_right(choice.recipe, writing)
            ]
            table = read_text(content, right[0])
    assert set(accepted(first)) <= set(accepted(table))
    return table


def is_right(recipe: Recipe, writing: Writing) -> bool:
    orders = {"%d": DateOrder.DAY_FIRST, "%m": DateOrder.MONTH_FIRST}
    order = orders.get(writing.day[:2])
    return recipe.decimal in {None, writing.decimal} and recipe.date_order in {None, order}


@IN_A_FILE
@given(orders(), writings())
def test_a_table_is_read_as_it_was_written(
    read_text: Reader, orders: list[Order], writing: Writing
) -> None:
    table = answered(read_text, writing.file(orders), writing)
    assert not table.questions
    assert not table.set_aside
    assert accepted(table) == tuple(order.typed() for order in orders)


@IN_A_FILE
@given(orders(), book_writings())
def test_a_workbook_is_read_as_it_was_written(
    tmp_path: Path, orders: list[Order], writing: BookWriting
) -> None:
    path = writing.save(orders, tmp_path / "orders.xlsx")
    table = read(Source(str(path), recipe=ORDERS), Progress())
    assert not table.questions
    assert not table.set_aside
    assert accepted(table) == tuple(order.typed() for order in orders)


def said(table: SourceTable) -> tuple[object, ...]:
    """Give what is found out about a table, apart from where and with which example."""
    columns = {
        one.name: (
            one.type,
            one.role,
            one.reason,
            one.confidence,
            one.unit,
            one.filled,
            one.maybe_missing,
        )
        for one in table.columns
    }
    asked = {
        (one.column, tuple(choice.recipe.answers for choice in one.choices))
        for one in table.questions
    }
    return columns, asked, table.kind, table.kind_reason, table.receipt.accepted


@IN_A_FILE
@given(orders(), writings(), st.randoms(use_true_random=False), st.permutations(range(len(HEADER))))
def test_the_order_of_rows_and_columns_changes_nothing(
    read_text: Reader,
    orders: list[Order],
    writing: Writing,
    chance: random.Random,
    places: Sequence[int],
) -> None:
    table = read_text(writing.file(orders), ORDERS)
    mixed = orders.copy()
    chance.shuffle(mixed)
    other = read_text(writing.file(mixed, places), ORDERS)
    assert said(other) == said(table)
    rows = {
        tuple(row[places.index(place)] for place in range(len(HEADER))) for row in accepted(other)
    }
    assert rows == set(accepted(table))


def test_broken_files_never_break_the_receipt(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    for number, data in enumerate(islice(broken(0, seeds()), FILES)):
        path.write_bytes(data)
        table = check(path)
        if table is not None and number % 5 == 0:
            check_answers(path, table)
