from dataclasses import replace

import pytest

from core.errors import UserError
from core.output.scoring.order_columns import OrderColumns, order_columns
from core.output.scoring.script import orders_script, scoring_script
from core.output.scoring.terms import equal, text
from core.settings import Role
from core.tables.sources import Column, ColumnType
from tests.engines.cases import Case


def column(name: str, role: Role) -> Column:
    return Column(name, ColumnType.TEXT, role, "", 1)


def test_a_script_says_what_it_reads_and_for_which_database() -> None:
    script = orders_script(OrderColumns("who", "day", "paid"), "2025-09-30", "tsql", "sales")
    head = script.text.partition("\n\n")[0]
    assert "Reads the table sales" in head
    assert "“day”, “paid”, “who”" in head
    assert "SQL Server" in head
    said = head.replace("\n-- ", " ")
    assert "cannot run it: they run the same steps on DuckDB, PostgreSQL and Spark" in said
    assert script.text.endswith(";\n")


def test_it_is_said_how_texts_are_compared_where_any_are(made_cases: list[Case]) -> None:
    known, value, weighing = made_cases[0].known, made_cases[0].value, made_cases[0].weighing
    assert "LOWER" in " ".join(scoring_script(known, value, weighing, "postgres").told)
    assert "LOWER" not in " ".join(scoring_script(known, value, None, "postgres").told)


def test_a_name_does_not_end_the_comment_that_it_stands_in() -> None:
    script = orders_script(OrderColumns("who\n; DROP TABLE x; --", "day"), "", "duckdb")
    assert all(line.startswith("--") for line in script.text.partition("\n\n")[0].splitlines())


def test_it_is_said_where_orders_are_told_apart_otherwise_than_in_the_program() -> None:
    columns = OrderColumns("who", "day")
    assert "accent" in orders_script(columns, "", "snowflake").text
    assert "accent" not in orders_script(columns, "", "postgres").text


@pytest.mark.parametrize(("dialect", "long"), [("bigquery", True), ("postgres", False)])
def test_a_query_that_is_longer_than_its_database_takes_is_told(
    dialect: str, *, long: bool
) -> None:
    short = orders_script(OrderColumns("who", "day"), "", dialect)
    told = equal(text("x" * 1_000_000), text("y"))
    grown = replace(short, query=short.query.copy().where(told, copy=False))
    assert not short.doubts
    assert [doubt.startswith("The query has 1.0 MB") for doubt in grown.doubts] == [True] * long
    assert ("MB" in grown.text.partition("\n\n")[0]) == long


def test_the_last_day_has_to_be_a_date() -> None:
    with pytest.raises(UserError, match="no date"):
        orders_script(OrderColumns("who", "day"), "yesterday", "duckdb")


def test_columns_are_found_by_what_they_are_used_as() -> None:
    given = (column("Kunde", Role.CUSTOMER), column("Tag", Role.DATE), column("€", Role.AMOUNT))
    assert order_columns(given) == OrderColumns("Kunde", "Tag", "€")


def test_orders_of_nobody_cannot_be_added_up() -> None:
    with pytest.raises(UserError, match="whose the orders are"):
        order_columns((column("Tag", Role.DATE),))
