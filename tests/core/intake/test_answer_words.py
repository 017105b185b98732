from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from core.intake.answer_words import ranked
from core.intake.reading import read
from core.progress import Progress
from core.settings import Answer, Kind, Role, Source
from core.tables.sources import ColumnType, SourceTable


@pytest.mark.parametrize(
    ("answers", "places"),
    [
        (["Very satisfied", "neutral", "VERY DISSATISFIED "], [5, 3, 1]),
        (["sehr zufrieden", "Teils/teils", "unzufrieden"], [5, 3, 2]),
        (["Très satisfait(e)", "Pas du tout satisfait(e)"], [5, 1]),
        (["muy satisfecho/a", "Insatisfecho"], [5, 2]),
        (["molto soddisfatto", "né soddisfatto né insoddisfatto"], [5, 3]),
        (["Zeer tevreden", "Ontevreden"], [5, 2]),
        (["Mycket nöjd", "missnöjd"], [5, 2]),
        (["excellent", "Good", "poor"], [5, 4, 2]),
        (["Strongly agree", "disagree"], [5, 2]),
        (["Promoter", "Passive", "Detractor"], [3, 2, 1]),
        (["10 - extremely likely", "0 - not at all"], [10, 0]),
        (["1 (sehr schlecht)", "5 (sehr gut)"], [1, 5]),
        (["4/5", "2 / 5"], [4, 2]),
        (["★★★★☆", "★"], [4, 1]),
        (["5 stars", "1 star"], [5, 1]),
    ],
)
def test_answers_have_their_places_on_the_scale(answers: list[str], places: list[int]) -> None:
    found = ranked(answers)
    assert found is not None
    assert [found[answer] for answer in answers] == places


@pytest.mark.parametrize(
    "answers",
    [
        ["gold", "silver"],
        ["satisfied", "good"],  # of two scales
        ["very good", "excellent", "good"],  # nobody knows which of the first two is better
        ["4/5", "8/10"],
        ["good"],
        ["good", "5"],
        [],
    ],
)
def test_what_has_no_known_order_has_no_places(answers: list[str]) -> None:
    assert ranked(answers) is None


ROUND = ["Very satisfied", "satisfied", "Neutral", "Dissatisfied", "very dissatisfied"]


def rows_of(column: str, answers: list[str]) -> list[list[str]]:
    rows = [[f"c{n % 9}", f"2025-03-{1 + n % 28:02}", one] for n, one in enumerate(answers)]
    return [["Customer", "Date", column], *rows]


def text_file(path: Path, column: str, answers: list[str]) -> Source:
    rows = map(",".join, rows_of(column, answers))
    path.write_text("\n".join(rows), encoding="utf-8")
    return Source(str(path))


def workbook(path: Path, column: str, answers: list[str]) -> Source:
    book = openpyxl.Workbook()
    for row in rows_of(column, answers):
        book.worksheets[0].append(row)
    book.save(path)
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


@pytest.mark.parametrize(("write", "name"), [(text_file, "s.csv"), (workbook, "s.xlsx")])
def test_answers_in_words_are_asked_about_and_counted(
    tmp_path: Path, write: Callable[[Path, str, list[str]], Source], name: str
) -> None:
    source = write(tmp_path / name, "Satisfaction", ROUND * 6)
    asked = read_of(source)
    (question,) = asked.questions
    assert question.text == (
        "‘Satisfaction’ answers in words. Is ‘Very satisfied’ the best answer, and ‘very "
        "dissatisfied’ the worst?"
    )
    assert asked.kind is Kind.SURVEYS
    assert asked.receipt.waiting == 30
    ranked_so, turned, words = (
        read_of(replace(source, recipe=choice.recipe)) for choice in question.choices
    )
    assert not any(found.questions for found in (ranked_so, turned))
    assert ranked_so.table["Satisfaction"].tolist() == [5, 4, 3, 2, 1] * 6
    assert ranked_so.column_with(Role.SATISFACTION) == "Satisfaction"
    assert dict(turned.recipe.answers) == {"Satisfaction": Answer.TURNED}
    assert {one.name: one.type for one in words.columns}["Satisfaction"] is ColumnType.TEXT
    (column,) = (one for one in ranked_so.receipt.columns if one.column == "Satisfaction")
    assert (column.raw_sum, column.typed_sum) == ("90", "90")


def test_answers_that_say_their_number_at_the_ends_only_are_numbers(tmp_path: Path) -> None:
    answers = ["10 - Extremely likely", "9", "5", "0 - Not at all likely"] * 6
    source = text_file(tmp_path / "nps.csv", "NPS", answers)
    (question,) = read_of(source).questions
    found = read_of(replace(source, recipe=question.choices[0].recipe))
    assert found.table["NPS"].tolist() == [10, 9, 5, 0] * 6


def test_what_people_write_for_nothing_is_no_answer_and_told(tmp_path: Path) -> None:
    source = text_file(tmp_path / "survey.csv", "Rating", ["good", "bad", "very good", "n/a"] * 9)
    (question,) = read_of(source).questions
    assert "9 cells have none, such as ‘n/a’" in question.detail
    found = read_of(replace(source, recipe=question.choices[0].recipe))
    assert found.table["Rating"].tolist()[:3] == [4, 2, 5]
    assert found.table["Rating"].isna().sum() == 9
    (column,) = (one for one in found.receipt.columns if one.column == "Rating")
    assert (column.filled, column.typed, column.failed) == (36, 27, 9)


def test_words_of_which_nobody_knows_the_order_are_told(tmp_path: Path) -> None:
    found = read_of(text_file(tmp_path / "s.csv", "Satisfaction", ["superb", "meh", "ugh"] * 9))
    assert any(
        "‘Satisfaction’ answers in words whose order is not known" in one for one in found.notes
    )
