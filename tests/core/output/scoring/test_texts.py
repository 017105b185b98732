import sys

import duckdb
import pandas as pd
import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from core.actions.conditions import as_compared
from core.output.scoring.databases import DIALECTS
from core.output.scoring.dialects import written
from core.output.scoring.terms import Term, column, named, selected
from core.output.scoring.texts import (
    WHITE_AND_SPACE,
    folded,
    foldings,
    is_blank,
    is_filled,
    trimmed,
)

CONNECTION = duckdb.connect()


def worked_out(term: Term, *texts: str | None) -> list[object]:
    query = written(selected(named({"found": term}), "given"), "duckdb")
    CONNECTION.register("given", pd.DataFrame({"x": pd.Series(texts, dtype="str")}))
    return [row[0] for row in CONNECTION.execute(query).fetchall()]


def test_white_space_is_what_it_is_in_the_program() -> None:
    assert set(WHITE_AND_SPACE) == {one for one in map(chr, range(sys.maxunicode)) if one.isspace()}


@given(st.text(st.sampled_from(f"{WHITE_AND_SPACE}aBüß\t"), max_size=12))
def test_texts_are_trimmed_and_folded_as_in_the_program(text: str) -> None:
    assert worked_out(trimmed(column("x")), text) == [text.strip()]
    assert worked_out(folded(column("x")), text) == [as_compared(text)]


@pytest.mark.parametrize(
    "spelling", ["STRASSE", "straße", " Straße\u00a0", "ΑΘΗΝΑΣ", "Αθήνας", "ÉTÉ"]
)
def test_spellings_meet_in_what_is_looked_for(spelling: str) -> None:
    (found,) = worked_out(folded(column("x")), spelling)
    assert found in foldings(as_compared(spelling), ())


@given(st.text(max_size=8))
def test_no_text_is_looked_for_that_the_program_tells_apart(text: str) -> None:
    wanted = as_compared(text)
    assert {as_compared(one) for one in foldings(wanted, (text, text.upper()))} <= {
        wanted,
        as_compared(text.upper()),
    }


def test_a_text_of_white_space_is_none() -> None:
    texts = ("", " ", "\u2003\t", None, "a")
    assert worked_out(is_blank(column("x")), *texts) == [True, True, True, True, False]
    assert worked_out(is_filled(column("x")), *texts) == [False, False, False, None, True]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_letter_that_cannot_be_seen_stands_in_a_query(dialect: str) -> None:
    query = selected(named({"a": folded(column("x")), "b": trimmed(column("x"))}), "given")
    text = written(query, dialect)
    assert sqlglot.parse_one(text, dialect=DIALECTS[dialect].key)
    assert all(one.isprintable() or one == "\n" for one in text)


def test_texts_with_letters_of_their_own_are_national_in_sql_server() -> None:
    query = selected(named({"found": folded(column("x"))}), "given")
    text = written(query, "tsql")
    assert "N'ß'" in text
    assert "CAST([x] AS NVARCHAR(MAX))" in text
    assert "COLLATE Latin1_General_100_BIN2_UTF8" in text
