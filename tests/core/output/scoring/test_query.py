from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest
import sqlglot

from core.output.scoring.databases import DIALECTS
from core.output.scoring.dialects import written
from core.output.scoring.frozen import Scoring
from core.output.scoring.query import scoring_query
from core.segments.ladder import MOST_RUNGS
from tests.engines.cases import Case
from tests.engines.company import TEXTS

NONE = {"segment": 0, "tier": 0, "action": 0}


def scored_by_duckdb(case: Case, rows: pd.DataFrame | None = None) -> pd.DataFrame:
    table = case.customers.reset_index() if rows is None else rows
    with duckdb.connect() as connection:
        connection.register("customers", table)
        found = connection.execute(written(scoring_query(case.scoring, "customers"), "duckdb"))
        return found.df().sort_values("customer_id", ignore_index=True)


def with_short_ladders(scoring: Scoring) -> Scoring:
    """Give a query that is quick to read."""
    short = (replace(one, values=one.values[:9], places=one.places[:9]) for one in scoring.ladders)
    return replace(scoring, ladders=tuple(short))


def differences(case: Case, found: pd.DataFrame) -> dict[str, int]:
    expected = case.expected
    return {
        "segment": int((found["segment_code"].fillna(0) != expected["segment_code"]).sum()),
        "tier": int((found["tier"].fillna("") != expected["tier"]).sum()),
        "action": int((found["action"].fillna("") != expected["action"]).sum()),
    }


def test_every_customer_gets_the_segment_tier_and_action_of_the_program(
    made_cases: list[Case],
) -> None:
    for case in made_cases:
        assert differences(case, scored_by_duckdb(case)) == NONE


def test_texts_that_the_program_has_read_are_scored_alike(made_cases: list[Case]) -> None:
    case = made_cases[0]
    assert scored_by_duckdb(case, case.known.table.table.reset_index()).equals(
        scored_by_duckdb(case)
    )


def test_texts_are_compared_without_capitals_and_white_space(made_cases: list[Case]) -> None:
    case = made_cases[0]
    loud = {name: case.customers[name].str.upper() + "\t\u2003" for name in TEXTS}
    rows = case.customers.assign(**loud).reset_index()
    assert differences(case, scored_by_duckdb(case, rows)) == NONE


def test_the_cases_have_something_to_tell_apart(made_cases: list[Case]) -> None:
    for case in made_cases:
        assert set(case.expected["tier"]) == {"top", "middle", "bottom"}
        assert case.expected["segment_code"].nunique() >= 3
        assert case.expected["action"].nunique() >= 3
    assert any(case.scoring.tiers and case.scoring.tiers.middle.last for case in made_cases)


def test_the_order_of_the_rows_does_not_matter(made_cases: list[Case]) -> None:
    case = made_cases[0]
    mixed = case.customers.reset_index().sample(frac=1.0, random_state=3)
    assert scored_by_duckdb(case, mixed).equals(scored_by_duckdb(case))


def test_a_customer_who_was_not_there_is_scored_too(made_cases: list[Case]) -> None:
    case = made_cases[0]
    row = case.customers.iloc[[0]].assign(Satisfaction=99.0, Margin=1e9, profit=1e9)
    row.insert(0, "customer_id", ["somebody new"])
    found = scored_by_duckdb(case, row)
    assert found["segment_code"].notna().all()
    assert found["tier"].tolist() == ["top"]


def test_the_same_analysis_gives_the_same_query(made_cases: list[Case]) -> None:
    scoring = with_short_ladders(made_cases[0].scoring)
    first, again = (scoring_query(scoring, "customers") for _ in range(2))
    assert written(first, "spark") == written(again, "spark")


def test_the_longest_ladders_of_five_axes_are_short_enough_for_every_database(
    made_cases: list[Case],
) -> None:
    random = np.random.default_rng(1)
    values = tuple(np.sort(random.normal(size=MOST_RUNGS)).tolist())
    places = tuple(range(-1_000_000, -1_000_000 + MOST_RUNGS))
    ladders = made_cases[1].scoring.ladders
    long = tuple(replace(ladder, values=values, places=places) for ladder in ladders)
    query = scoring_query(replace(made_cases[1].scoring, ladders=long), "customers")
    assert len(long) == 5
    for dialect in ("bigquery", "snowflake"):
        assert len(written(query, dialect).encode()) < DIALECTS[dialect].longest


def test_gains_are_weighed_at_the_width_of_the_program_without_a_type_of_it(
    made_cases: list[Case],
) -> None:
    query = scoring_query(with_short_ladders(made_cases[0].scoring), "customers")
    kinds = {kind.this.value for kind in query.find_all(sqlglot.exp.DataType)}
    assert kinds <= {"DOUBLE", "INT", "TEXT", "DATE", "TIMESTAMP"}
    assert "narrow_1" in query.sql()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_one_statement_that_reads_only_its_table(
    dialect: str, made_cases: list[Case]
) -> None:
    table = 'odd"]`; DROP TABLE x; --'
    quoted = '"{}"'.format(table.replace('"', '""'))
    text = written(scoring_query(with_short_ladders(made_cases[-1].scoring), quoted), dialect)
    (statement,) = sqlglot.parse(text, dialect=DIALECTS[dialect].key)
    assert statement is not None
    own = {part.alias for part in statement.find_all(sqlglot.exp.CTE)}
    read = {found.name for found in statement.find_all(sqlglot.exp.Table)} - own
    assert read == {table}
