from dataclasses import replace

import numpy as np
import pytest

from core.settings import Answer, Kind, Role, Valuation
from core.tables.customers import Placed
from core.value.evidence.buying import Span
from core.value.evidence.survey import Answers, answers_of, turned_notes
from tests.core.value.making import MakeSource, day, days

ALWAYS = Span(0, 10**6, 10**6, 0)


def asked(
    make_source: MakeSource,
    answers: list[float | None],
    places: list[int] | None = None,
    name: str = "answer",
    **settings: float,
) -> Answers | None:
    """Give what is made of the answers of some customers, each of another one unless said."""
    roles = {"id": Role.CUSTOMER, name: Role.SATISFACTION}
    cells = {"id": ["a"] * len(answers), name: answers}
    source = make_source("s.csv", Kind.SURVEYS, cells, roles)
    at = np.array(places or range(len(answers)), np.int32)
    part = Placed(source, at, np.zeros(0, np.int32))
    return answers_of([part], int(at.max()) + 1, ALWAYS, Valuation(**settings))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answers", "name", "scale"),
    [
        ([1.0, 3, 5], "answer", (1, 5)),
        ([2.0, 7], "answer", (1, 7)),
        ([0.0, 9], "answer", (0, 10)),
        ([3.0, 10], "answer", (0, 10)),
        ([3.0, 5], "NPS 2025", (0, 10)),
        ([3.0, 5], "CES", (1, 7)),
        ([40.0, 85], "answer", (0, 100)),
        ([-3.0, 850], "answer", (-3, 850)),
    ],
)
def test_the_scale_is_recognised(
    make_source: MakeSource, answers: list[float | None], name: str, scale: tuple[float, float]
) -> None:
    found = asked(make_source, answers, name=name)
    assert found is not None
    assert (found.survey.low, found.survey.high) == scale
    assert found.survey.reason


def test_few_answers_are_drawn_towards_the_mean_of_all(make_source: MakeSource) -> None:
    found = asked(make_source, [10.0, 2, 4, 0], [0, 1, 1, 1])
    assert found is not None
    assert found.survey.mean == 4
    assert found.satisfaction.tolist() == [(10 + 4) / 2, (6 + 4) / 4]
    assert "counts as 1 answer more" in found.meaning


def test_the_weight_of_everybody_is_a_setting(make_source: MakeSource) -> None:
    found = asked(make_source, [10.0, 2], answer_weight=0.0)
    assert found is not None
    assert found.satisfaction.tolist() == [10, 2]
    assert found.meaning.startswith("Mean answer on a scale from 0 to 10; empty")


def test_no_answer_is_not_a_middling_one(make_source: MakeSource) -> None:
    found = asked(make_source, [10.0, None, 2])
    assert found is not None
    assert np.isnan(found.satisfaction).tolist() == [False, True, False]
    assert found.answers.tolist() == [1, 0, 1]
    assert (found.survey.answers, found.survey.customers) == (2, 2)


def test_promoters_less_detractors_are_the_net_promoter_score(make_source: MakeSource) -> None:
    found = asked(make_source, [10.0, 9, 9, 8, 7, 6, 0, 3, 10, 5])
    assert found is not None
    assert found.survey.promoters == pytest.approx(100 * (4 - 4) / 10)
    assert found.survey.satisfied == pytest.approx(0.5)


def test_the_net_promoter_score_is_for_its_own_scale_only(make_source: MakeSource) -> None:
    found = asked(make_source, [1.0, 5])
    assert found is not None
    assert found.survey.promoters is None
    assert found.advocates.tolist() == [False, True]


def test_nobody_who_answers_is_nothing_to_tell(make_source: MakeSource) -> None:
    assert asked(make_source, [float("nan")] * 2) is None


def test_answers_after_the_last_day_do_not_count(make_source: MakeSource) -> None:
    roles = {"id": Role.CUSTOMER, "when": Role.DATE, "answer": Role.SATISFACTION}
    cells = {"id": ["a", "b"], "when": days("2025-01-01", "2025-06-01"), "answer": [3.0, 9.0]}
    part = Placed(
        make_source("s.csv", Kind.SURVEYS, cells, roles),
        np.array([0, 1], np.int32),
        np.zeros(0, np.int32),
    )
    last = day("2025-03-01")
    found = answers_of([part], 2, Span(0, last, last, 0), Valuation())
    assert found is not None
    assert found.answers.tolist() == [1, 0]


def test_answers_of_which_1_is_the_best_are_turned_round_where_somebody_says_so(
    make_source: MakeSource,
) -> None:
    roles = {"id": Role.CUSTOMER, "Schulnote": Role.SATISFACTION}
    cells = {"id": ["a", "b", "c"], "Schulnote": [1.0, 4.0, None]}
    source = make_source("s.csv", Kind.SURVEYS, cells, roles)
    recipe = replace(source.recipe, answers=(("Schulnote", Answer.TURNED),))
    source = replace(source, recipe=recipe)
    part = Placed(source, np.arange(3, dtype=np.int32), np.zeros(0, np.int32))
    found = answers_of([part], 3, ALWAYS, Valuation())
    assert found is not None
    np.testing.assert_array_equal(found.mean, [6.0, 3.0, np.nan])
    assert turned_notes([source]) == [
        "‘Schulnote’ of s.csv has 1 as the best answer and is turned round, so that more is better."
    ]


def test_answers_on_a_scale_from_0_stay_on_it_when_they_are_turned_round(
    make_source: MakeSource,
) -> None:
    roles = {"id": Role.CUSTOMER, "NPS": Role.SATISFACTION}
    source = make_source("s.csv", Kind.SURVEYS, {"id": ["a", "b"], "NPS": [0.0, 10.0]}, roles)
    source = replace(source, recipe=replace(source.recipe, answers=(("NPS", Answer.TURNED),)))
    part = Placed(source, np.arange(2, dtype=np.int32), np.zeros(0, np.int32))
    found = answers_of([part], 2, ALWAYS, Valuation())
    assert found is not None
    assert found.mean.tolist() == [10.0, 0.0]
