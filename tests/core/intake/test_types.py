import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.numbers import _form, _read_plain, read_numbers
from core.settings import Answer, DateOrder, Recipe, Role
from core.tables.sources import ColumnType, SourceTable
from tests.corpus.bad_files import Reader


def column(
    read_text: Reader, values: list[str], name: str = "Value", **recipe: object
) -> SourceTable:
    rows = "".join(f'a{place};"{value}"\n' for place, value in enumerate(values))
    return read_text(f"Key;{name}\n{rows}", Recipe(**recipe))


def test_ids_keep_their_zeros(read_text: Reader) -> None:
    table = column(read_text, ["000123", "01067", "5"])
    assert table.columns[1].type is ColumnType.TEXT
    assert table.table["Value"].tolist() == ["000123", "01067", "5"]


@pytest.mark.parametrize("name", ["Order no.", "Kundennr.", "Zip", "Phone", "Status ID", "PLZ"])
def test_numbers_under_a_name_for_names_stay_text(read_text: Reader, name: str) -> None:
    assert column(read_text, ["12", "13", "14"], name).columns[1].type is ColumnType.TEXT


@pytest.mark.parametrize("name", ["Number of Referrals", "Number_of_Open_Complaints", "Count"])
def test_counts_are_numbers(read_text: Reader, name: str) -> None:
    assert column(read_text, ["0", "1", "1"], name).columns[1].type is ColumnType.INTEGER


def test_long_unique_digit_strings_stay_text(read_text: Reader) -> None:
    assert column(read_text, ["4006381333931", "4006381333932"]).columns[1].type is ColumnType.TEXT
    assert column(read_text, ["9007199254740993"] * 3).columns[1].type is ColumnType.TEXT


def test_na_and_its_kin_stay_text_and_only_empty_is_missing(read_text: Reader) -> None:
    names = ["NA", "None", "nan", "N/A", "inf", "", "null"]
    table = column(read_text, names)
    assert table.table["Value"].fillna("").tolist() == names
    assert table.columns[1].filled == 6


def test_one_cell_proves_the_decimal_sign_of_its_column(read_text: Reader) -> None:
    german = column(read_text, ["1.234", "2.500,50", "12,5"])
    english = column(read_text, ["1,234", "2,500.50", "12.5"])
    assert german.table["Value"].tolist() == english.table["Value"].tolist() == [1234, 2500.5, 12.5]
    assert (german.recipe.decimal, english.recipe.decimal) == (",", ".")


def test_a_thousand_or_a_fraction_is_a_question(read_text: Reader) -> None:
    table = column(read_text, ["1.234", "2.500", "17"])
    (question,) = table.questions
    assert question.text == "Is 1.234 in ‘Value’ 1,234 or 1.234 with a decimal point?"
    assert question.detail.startswith("2 cells can be read both ways, the first in row 2")
    assert (table.receipt.waiting, table.receipt.accepted) == (2, 1)
    answers = [choice.recipe.decimal for choice in question.choices]
    assert answers == [",", "."]
    assert column(read_text, ["1.234", "2.500"], decimal=",").table["Value"].tolist() == [
        1234,
        2500,
    ]
    assert column(read_text, ["1.234", "2.500"], decimal=".").table["Value"].tolist() == [
        1.234,
        2.5,
    ]


def test_a_column_with_both_signs_settles_the_doubt_of_its_neighbours(read_text: Reader) -> None:
    table = read_text("Key;Price;Pieces\na;10.500,25;1.200\nb;1,50;17\n")
    assert not table.questions
    assert table.table["Pieces"].tolist() == [1200, 17]
    assert "‘Pieces’ is read as ‘Price’ is written: 1.200 with a decimal comma." in table.notes


def test_grouping_other_than_in_threes_is_no_number(read_text: Reader) -> None:
    assert column(read_text, ["1,2,3", "12,50,1", "1.23.4"]).columns[1].type is ColumnType.TEXT


def test_codes_that_look_like_powers_stay_text(read_text: Reader) -> None:
    assert column(read_text, ["1E5", "12E5", "1.23E+15"]).columns[1].type is ColumnType.TEXT


def test_a_few_words_among_numbers_are_a_question(read_text: Reader) -> None:
    values = [str(number) for number in range(40)] + ["12,3O"]
    table = column(read_text, values)
    (question,) = table.questions
    assert question.text == "What is ‘12,3O’ in ‘Value’, where nearly all other values are numbers?"
    assert question.detail == "1 cell in ‘Value’ is not a number; the first is in row 42."
    assert (table.receipt.waiting, table.receipt.accepted) == (1, 40)
    answers = {choice.recipe.answers[0][1] for choice in question.choices}
    assert answers == set(Answer)


@pytest.mark.parametrize(
    ("answer", "accepted", "rejected"),
    [(Answer.SET_ASIDE, 40, 1), (Answer.MISSING, 41, 0), (Answer.TEXT, 41, 0)],
)
def test_an_answer_is_followed(
    read_text: Reader, answer: Answer, accepted: int, rejected: int
) -> None:
    values = [str(number) for number in range(40)] + ["n/a"]
    table = column(read_text, values, answers=(("Value", answer),))
    assert not table.questions
    assert (table.receipt.accepted, table.receipt.rejected) == (accepted, rejected)
    if answer is Answer.SET_ASIDE:
        assert table.set_aside[0].reason == "‘n/a’ in Value is not a number"
    if answer is Answer.MISSING:
        assert pd.isna(table.table["Value"].iloc[-1])


def test_mostly_words_are_text(read_text: Reader) -> None:
    assert column(read_text, ["1", "2", "n/a"]).columns[1].type is ColumnType.TEXT


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2026-04-03", "2026-12-31"], "2026-04-03"),
        (["03.04.2026", "31.12.2026"], "2026-04-03"),
        (["03/04/2026", "31/12/2026"], "2026-04-03"),
        (["03/04/2026", "12/31/2026"], "2026-03-04"),
        (["3/4/2026", "12/31/2026 10:30"], "2026-03-04"),
        (["2026/4/3"], "2026-04-03"),
    ],
)
def test_dates_are_read_in_the_order_that_a_row_proves(
    read_text: Reader, values: list[str], expected: str
) -> None:
    table = column(read_text, values, "Date")
    assert table.columns[1].type is ColumnType.DATE
    assert str(table.table["Date"].iloc[0].date()) == expected


def test_day_or_month_first_is_a_question_where_a_date_is_needed(read_text: Reader) -> None:
    text = "Customer no;Date;Amount\nA;03/04/2026;1\nA;05/06/2026;2\nB;07/07/2026;3\n"
    table = read_text(text)
    (question,) = table.questions
    assert question.text == "Is 03/04/2026 in ‘Date’ 3 April or 4 March?"
    assert [choice.label for choice in question.choices] == [
        "3 April, day first",
        "4 March, month first",
    ]
    assert (table.receipt.waiting, table.receipt.accepted) == (2, 1)
    answered = read_text(text, question.choices[0].recipe)
    assert answered.table["Date"].dt.month.tolist() == [4, 6, 7]
    assert not answered.questions


def test_an_undecided_date_that_nobody_needs_stays_text(read_text: Reader) -> None:
    table = column(read_text, ["03/04/2026", "05/06/2026"], "Since")
    assert table.columns[1].type is ColumnType.TEXT
    assert not table.questions
    decided = column(read_text, ["03/04/2026"], "Since", date_order=DateOrder.DAY_FIRST)
    assert decided.columns[1].type is ColumnType.DATE


def test_impossible_dates_stay_text(read_text: Reader) -> None:
    assert column(read_text, ["30.02.2026", "31.04.2026"]).columns[1].type is ColumnType.TEXT


def test_yes_and_no_are_kept_as_written(read_text: Reader) -> None:
    table = column(read_text, ["Ja", "Nein", ""])
    assert table.columns[1].type is ColumnType.TRUTH
    assert table.table["Value"].fillna("").tolist() == ["Ja", "Nein", ""]


def test_digits_beyond_what_is_calculated_with_are_told(read_text: Reader) -> None:
    table = column(read_text, ["0.12345678901234567891", "1.5"])
    assert any("‘Value’: 1 value has more digits" in note for note in table.notes)


def test_the_customer_is_text_even_if_it_is_a_number(read_text: Reader) -> None:
    table = read_text("Customer;Score\n1;2\n2;3\n")
    assert table.columns[0].role is Role.CUSTOMER
    assert table.table["Customer"].tolist() == ["1", "2"]


@given(st.lists(st.from_regex(r"[+-]?[0-9]{1,5}(\.[0-9]{1,4})?", fullmatch=True), min_size=1))
def test_the_quick_way_to_numbers_agrees_with_the_long_one(texts: list[str]) -> None:
    quick = _read_plain(texts)
    if quick is None:
        return
    slow = read_numbers(np.array([*texts, "x"], dtype=object), np.zeros(len(texts) + 1, bool), None)
    assert slow.known.tolist() == [True] * len(texts) + [False]
    assert slow.values[:-1].tolist() == quick.values.tolist()
    assert not slow.unsure.any()
    assert slow.decimal == quick.decimal
    assert all(_form(text) for text in texts)
