from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.intake.column import RawColumn
from core.intake.text.gathering import column_of
from core.intake.typing.date_evidence import DateEvidence, date_evidence
from core.intake.typing.dates import read_dates
from core.intake.typing.number_evidence import number_evidence
from core.intake.typing.numbers import read_numbers
from core.intake.typing.texts import how_many_different, numbered_texts
from core.settings import Answer, DateOrder, Kind, ReadAs, Recipe, Role
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
    assert table.table["Value"].astype("object").fillna("").tolist() == names
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
    assert answers == {Answer.SET_ASIDE, Answer.MISSING, Answer.TEXT}


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


@pytest.mark.parametrize("word", ["none", "not known at the time of the order"])
def test_a_word_in_many_rows_hides_no_dates_of_which_each_stands_once(
    read_text: Reader, word: str
) -> None:
    times = [f"2025-03-{1 + n % 28:02} {n % 24:02}:{n % 60:02}:{n // 60:02}" for n in range(900)]
    found = column(read_text, [word] * 40 + times, "Ordered at")
    assert found.columns[1].type is ColumnType.DATE


def test_a_few_dates_among_many_words_are_words(read_text: Reader) -> None:
    words = [f"{'open' if n % 2 else 'closed'}" for n in range(300)]
    days = [f"2025-03-{1 + n:02}" for n in range(28)]
    assert column(read_text, days + words, "State").columns[1].type is ColumnType.TEXT


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
    assert table.table["Value"].astype("object").fillna("").tolist() == ["Ja", "Nein", ""]


def test_digits_beyond_what_is_calculated_with_are_told(read_text: Reader) -> None:
    table = column(read_text, ["0.12345678901234567891", "1.5"])
    assert any("‘Value’: 1 value has more digits" in note for note in table.notes)


def test_the_customer_is_text_even_if_it_is_a_number(read_text: Reader) -> None:
    table = read_text("Customer;Score\n1;2\n2;3\n")
    assert table.columns[0].role is Role.CUSTOMER
    assert table.table["Customer"].tolist() == ["1", "2"]


@pytest.mark.parametrize(
    ("values", "expected", "unit"),
    [
        (["$74.69", "$5", "-$3.50"], [74.69, 5, -3.5], "$"),
        (["1.234,50 €", "12 €", "(3,00 €)"], [1234.5, 12, -3], "€"),
        (["12 %", "7,5 %", "100 %"], [12, 7.5, 100], "%"),
        (["(1,234.50)", "12.00", "3.25-"], [-1234.5, 12, -3.25], ""),
        (["CHF 1'250.75", "CHF 8.10", "CHF 3.00"], [1250.75, 8.1, 3], "CHF"),
        (["\u22123.5", "4.25", "1.1"], [-3.5, 4.25, 1.1], ""),
    ],
)
def test_money_per_cents_and_minus_signs_are_read(
    read_text: Reader, values: list[str], expected: list[float], unit: str
) -> None:
    table = column(read_text, values)
    assert table.table["Value"].tolist() == expected
    assert table.columns[1].unit == unit
    sums = table.receipt.columns[1]
    assert sums.raw_sum == sums.typed_sum == f"{sum(map(Decimal, map(str, expected)))}".rstrip("0")


def test_two_currencies_in_a_column_are_a_question(read_text: Reader) -> None:
    table = column(read_text, [*["5 €"] * 40, "5 $"])
    assert "‘5 $’" in table.questions[0].text


def test_a_price_without_its_part_is_not_taken_for_a_minus(read_text: Reader) -> None:
    assert column(read_text, ["5,-", "7,-"]).columns[1].type is ColumnType.TEXT


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["3 Apr 2026", "31 Dec 2026"], "2026-04-03"),
        (["Apr 3, 2026", "Dec 31, 2026"], "2026-04-03"),
        (["3. April 2026", "31. Dezember 2026"], "2026-04-03"),
        (["3 de abril de 2026"], "2026-04-03"),
        (["2026-04-03T10:00:00Z", "2026-04-04T00:00:00Z"], "2026-04-03"),
        (["4/3/2026 1:05 PM", "12/31/2026 11:00 AM"], "2026-04-03"),
        (["20260403", "20261231"], "2026-04-03"),
    ],
)
def test_dates_are_read_in_many_styles(read_text: Reader, values: list[str], expected: str) -> None:
    table = column(read_text, values, "Date")
    assert table.columns[1].type is ColumnType.DATE
    assert str(table.table["Date"].iloc[0].date()) == expected


def test_a_year_of_two_digits_is_a_question(read_text: Reader) -> None:
    text = "Customer no;Date;Amount\nA;01.02.68;1\nA;05.06.24;2\nA;07.07.03;3\n"
    (question,) = read_text(text).questions
    assert question.text == "Is 01.02.68 in ‘Date’ in 1968 or in 2068?"
    years = [
        read_text(text, choice.recipe).table["Date"].dt.year.tolist() for choice in question.choices
    ]
    assert years == [[1968, 2024, 2003], [2068, 2024, 2003]]


def test_numbers_with_eight_digits_are_dates_only_under_a_name_for_dates(
    read_text: Reader,
) -> None:
    assert column(read_text, ["20260403", "20261231"], "Amount").columns[1].type is (
        ColumnType.INTEGER
    )
    assert column(read_text, ["20260403", "20261331"], "Date").columns[1].type is (
        ColumnType.INTEGER
    )


def test_a_word_for_nothing_is_offered_as_missing_with_its_count(read_text: Reader) -> None:
    values = ["1", "2", "n/a", "3", "n/a"]
    table = column(read_text, values)
    assert table.columns[1].type is ColumnType.TEXT
    assert table.columns[1].maybe_missing == (("n/a", 2),)
    (offer,) = table.offers
    assert offer.text == "2 cells of ‘Value’ have ‘n/a’, which is read as it stands."
    taken = read_text(
        "Key;Value\n" + "".join(f'a{n};"{v}"\n' for n, v in enumerate(values)),
        offer.choice.recipe,
    )
    assert taken.table["Value"].tolist() == [1, 2, pd.NA, 3, pd.NA]
    assert taken.columns[1].type is ColumnType.INTEGER


def test_a_number_that_stands_apart_is_offered_as_missing(read_text: Reader) -> None:
    table = column(read_text, ["34", "51", "999", "27", "999"], "Age")
    assert table.table["Age"].tolist() == [34, 51, 999, 27, 999]
    assert table.columns[1].maybe_missing == (("999", 2),)
    taken = column(read_text, ["34", "51", "999", "27", "999"], "Age", missing=(("Age", "999"),))
    assert taken.table["Age"].tolist() == [34, 51, pd.NA, 27, pd.NA]


def test_an_answer_that_is_needed_is_asked_for_even_if_many_are_missing(
    read_text: Reader,
) -> None:
    rows = "".join(
        f"C{n};2026-01-{n % 28 + 1:02};{'n/a' if n % 3 else n % 10}\n" for n in range(60)
    )
    table = read_text(f"Customer no;Date;Satisfaction\n{rows}", Recipe(kind=Kind.SURVEYS))
    assert "‘n/a’ in ‘Satisfaction’" in table.questions[0].text
    assert table.receipt.waiting == 40


@given(
    st.lists(
        st.from_regex(r"[+-]?[0-9]{1,7}([.][0-9]{1,6})?", fullmatch=True)
        | st.sampled_from(["", "1.234", "12.500", "$5.10", "(3)"]),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from([".", ",", None]),
)
def test_plain_numbers_are_read_as_their_texts_would_be(
    texts: list[str], given: str | None
) -> None:
    packed = column_of(texts)
    if not len(packed.shapes):
        return
    codes, different = numbered_texts(packed)
    as_texts = RawColumn(packed.rows, codes=codes, texts=different)
    quick, slow = (
        read_numbers(cells, number_evidence(cells, len(texts)), given)
        for cells in (packed, as_texts)
    )
    assert quick.decimal == slow.decimal
    for name in ("values", "known", "unsure"):
        assert np.array_equal(getattr(quick, name), getattr(slow, name), equal_nan=name == "values")


@given(st.lists(st.sampled_from(["", "a", "b", "12", "12.5", "007"]), max_size=12), st.booleans())
def test_different_texts_are_counted_as_they_are_numbered(texts: list[str], some: bool) -> None:
    cells = column_of(texts)
    if some and texts:
        cells = cells.without(np.arange(len(texts)) == 0)
    assert how_many_different(cells) == len(numbered_texts(cells)[1])


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 31), st.integers(1, 12), st.integers(1950, 2049), st.integers(0, 86399)
        ),
        min_size=65,
        max_size=90,
        unique=True,
    ),
    st.sampled_from(
        ["{d:02}.{m:02}.{y}", "{d:02}/{m:02}/{y} {h:02}:{n:02}:{s:02}", "{y}-{m:02}-{d:02}"]
    ),
)
def test_many_dates_alike_are_read_as_each_by_itself(
    parts: list[tuple[int, int, int, int]], style: str
) -> None:
    texts = [
        style.format(d=d, m=m, y=y, h=t // 3600, n=t // 60 % 60, s=t % 60) for d, m, y, t in parts
    ]
    together = column_of(texts)
    evidence = date_evidence(together)
    read = read_dates(together, evidence, DateOrder.DAY_FIRST, None).values
    alone = [
        read_dates(one, date_evidence(one), evidence_order(evidence), None).values[0]
        for one in (column_of([text]) for text in texts)
    ]
    assert np.array_equal(read, np.array(alone), equal_nan=True)


def evidence_order(evidence: DateEvidence) -> DateOrder:
    """Dates of one text cannot prove their order; all of them together may."""
    counts, month = evidence.counts, 12
    days = counts[evidence.first > month].sum(), counts[evidence.second > month].sum()
    return DateOrder.MONTH_FIRST if days[1] > days[0] else DateOrder.DAY_FIRST


def test_long_numbers_with_the_other_decimal_sign_are_no_numbers(read_text: Reader) -> None:
    long = [f"c{place};{12345678900 + place}.1234567" for place in range(200)]
    short = [f"d{place};1.234,50" for place in range(300)]
    table = read_text("\n".join(["id;amount", *long, *short]))
    assert {one.name: one.type for one in table.columns}["amount"] is ColumnType.TEXT


def test_a_column_is_read_as_text_when_the_user_says_so(read_text: Reader) -> None:
    table = column(read_text, ["12", "13", ""], types=(("Value", ReadAs.TEXT),))
    assert table.columns[1].type is ColumnType.TEXT
    assert table.table["Value"].tolist()[:2] == ["12", "13"]


def test_an_identifier_is_read_as_numbers_when_the_user_says_so(read_text: Reader) -> None:
    table = column(read_text, ["007", "012"], "PLZ", types=(("PLZ", ReadAs.NUMBER),))
    assert table.columns[1].type is ColumnType.INTEGER
    assert table.table["PLZ"].tolist() == [7, 12]


def test_what_is_no_number_is_asked_about_when_numbers_are_wanted(read_text: Reader) -> None:
    table = column(read_text, ["12", "many", "few", "9"], types=(("Value", ReadAs.NUMBER),))
    assert "many" in table.questions[0].text
    assert (table.receipt.accepted, table.receipt.waiting) == (2, 2)


def test_dates_written_as_numbers_are_read_as_dates_when_the_user_says_so(
    read_text: Reader,
) -> None:
    values = ["20250131", "20250201"]
    table = column(read_text, values, "Code", types=(("Code", ReadAs.DATE),))
    assert table.columns[1].type is ColumnType.DATE
    assert table.table["Code"].tolist() == [pd.Timestamp(2025, 1, 31), pd.Timestamp(2025, 2, 1)]
