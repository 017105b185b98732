from collections.abc import Callable

import pytest

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.joining import join
from core.value.scales import scale_notes

MakeSource = Callable[..., SourceTable]


def survey(make_source: MakeSource, name: str, answers: list[float]) -> SourceTable:
    cells = {"id": [f"c{place % 9}" for place in range(len(answers))], "answer": answers}
    roles = {"id": Role.CUSTOMER, "answer": Role.SATISFACTION}
    return make_source(name, Kind.SURVEYS, cells, roles)


def told(*sources: SourceTable) -> list[str]:
    return [note for note in join(sources).notes if "scale" in note]


def test_answers_on_two_scales_are_told(make_source: MakeSource) -> None:
    csat = survey(make_source, "csat.csv", [1.0, 2.0, 5.0, 4.0, 4.0] * 8)
    nps = survey(make_source, "nps.csv", [0.0, 10.0, 9.0, 7.0] * 10)
    for sources in ((csat, nps), (nps, csat)):
        (note,) = told(*sources)
        assert note.startswith(
            "The answers of csat.csv go from 1 to 5, those of nps.csv from 0 to 10."
        )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1.0, 5.0, 3.0] * 20, [2.0, 5.0, 4.0] * 20),
        ([1.0, 5.0, 3.0] * 3, [0.0, 10.0, 9.0] * 20),
        ([6.0, 9.0, 8.0] * 20, [0.0, 10.0, 9.0] * 20),
    ],
    ids=["one scale", "too few to tell", "ends not reached"],
)
def test_months_of_one_survey_are_not_told(
    make_source: MakeSource, one: list[float], other: list[float]
) -> None:
    assert not told(survey(make_source, "a.csv", one), survey(make_source, "b.csv", other))


def test_answers_in_another_column_or_to_several_questions_are_told(
    make_source: MakeSource,
) -> None:
    cells = {
        "id": ["a", "b"],
        "CSAT": [4.0, 5.0],
        "NPS": [9.0, 10.0],
        "Question": ["Service", "Product"],
    }
    roles = {"id": Role.CUSTOMER, "CSAT": Role.SATISFACTION}
    columns, questions = scale_notes([make_source("s.csv", Kind.SURVEYS, cells, roles)])
    assert columns.startswith("‘CSAT’ of s.csv counts as satisfaction, and not ‘NPS’.")
    assert questions.startswith("‘Question’ of s.csv tells answers to 2 questions apart")
