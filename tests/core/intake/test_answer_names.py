from dataclasses import replace
from pathlib import Path

import pytest

from core.intake.answer_names import low_is_best, low_may_be_best, turned_top
from core.intake.reading import read
from core.progress import Progress
from core.settings import Answer, Kind, Role, Source
from core.tables.sources import SourceTable


@pytest.mark.parametrize("name", ["Schulnote", "Rating (1 = best)", "Zufriedenheit 1=sehr gut"])
def test_names_that_say_so_have_1_as_the_best(name: str) -> None:
    assert low_is_best(name)


def test_a_grade_may_have_1_as_the_best_if_it_is_no_more_than_6() -> None:
    assert low_may_be_best("Note", 1, 6)
    assert not low_may_be_best("Note", 1, 10)
    assert not low_may_be_best("CSAT", 1, 5)


@pytest.mark.parametrize(
    ("name", "most", "top"), [("Schulnote", 5, 6), ("Rating (1 = best)", 5, 5), ("Q1=best", 9, 10)]
)
def test_answers_are_turned_within_their_scale(name: str, most: float, top: float) -> None:
    assert turned_top(name, most) == top


def survey(path: Path, column: str, answers: list[str]) -> Source:
    rows = [f"c{n % 9},2025-03-{1 + n % 28:02},{answer}" for n, answer in enumerate(answers)]
    path.write_text("\n".join([f"Customer,Date,{column}", *rows]), encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())


def test_answers_of_which_1_may_be_the_best_are_asked_about(tmp_path: Path) -> None:
    source = survey(tmp_path / "survey.csv", "Schulnote", ["1", "2", "6"] * 9)
    (question,) = read_of(source).questions
    assert question.text == "Is 1 the best answer in ‘Schulnote’?"
    turned, plain = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert dict(turned.recipe.answers) == {"Schulnote": Answer.TURNED}
    assert not any(found.questions for found in (turned, plain))
    assert turned.receipt.accepted == 27


def test_a_number_far_from_all_answers_is_asked_about(tmp_path: Path) -> None:
    source = survey(tmp_path / "survey.csv", "CSAT", [*["1", "4", "5"] * 9, "99"])
    (question,) = read_of(source).questions
    assert question.text == "Does 99 in ‘CSAT’ mean that there is no number?"
    missing, number = (read_of(replace(source, recipe=one.recipe)) for one in question.choices)
    assert missing.table["CSAT"].max() == 5
    assert number.table["CSAT"].max() == 99
    assert not any(found.questions for found in (missing, number))


def test_complaints_are_no_answers(tmp_path: Path) -> None:
    found = read_of(survey(tmp_path / "list.csv", "Complaints", ["0", "1", "2"] * 9))
    assert found.kind is not Kind.SURVEYS
    assert found.column_with(Role.SATISFACTION) is None or found.kind is Kind.PROFILES
