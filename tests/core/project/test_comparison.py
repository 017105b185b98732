from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.answering import Answerer
from core.pipeline import Outcome, run
from core.progress import Progress
from core.project.comparison import compare
from core.requests import Analyse, PeriodsBeside
from core.settings import Language, Settings
from core.tables.compared import Compared
from core.tables.segments import Segment


@pytest.fixture(scope="module")
def german(outcome: Outcome) -> Outcome:
    known = {outcome.keys[name]: result for name, result in outcome.results.items()}
    return run(in_german(outcome.settings), known, Progress())


def in_german(settings: Settings) -> Settings:
    segmentation = replace(settings.segmentation, names_language=Language.GERMAN)
    return replace(settings, segmentation=segmentation)


def segments_of(outcome: Outcome) -> tuple[Segment, ...]:
    found: tuple[Segment, ...] = outcome.results["segments"].segments
    return found


def with_segments(outcome: Outcome, *segments: Segment) -> Mapping[str, Any]:
    table = replace(outcome.results["segments"], segments=segments)
    return {**outcome.results, "segments": table}


def test_segments_stand_in_one_line_under_the_later_name_whatever_the_languages(
    outcome: Outcome, german: Outcome
) -> None:
    found = compare(outcome.results, german.results)
    assert [line.name for line in found.segments] == [one.name for one in segments_of(german)]
    for line, one in zip(found.segments, segments_of(outcome), strict=True):
        assert line.earlier == line.later == one.customers


def test_segments_that_only_one_period_has_have_one_side(outcome: Outcome) -> None:
    first, second, third, *_ = segments_of(outcome)
    found = compare(with_segments(outcome, first, second), with_segments(outcome, second, third))
    told = [(line.name, line.earlier, line.later) for line in found.segments]
    assert told == [
        (second.name, second.customers, second.customers),
        (third.name, None, third.customers),
        (first.name, first.customers, None),
    ]


def test_segments_of_other_identities_are_the_same_if_they_are_called_the_same(
    outcome: Outcome,
) -> None:
    first, second, *_ = segments_of(outcome)
    stars = replace(first, name="Stars"), replace(second, name="Stars")
    [line] = compare(with_segments(outcome, stars[0]), with_segments(outcome, stars[1])).segments
    assert (line.name, line.earlier, line.later) == ("Stars", first.customers, second.customers)


def test_segments_without_identity_are_known_by_their_names(outcome: Outcome) -> None:
    first, second, *_ = (replace(one, identity="") for one in segments_of(outcome))
    found = compare(with_segments(outcome, first, second), with_segments(outcome, second, first))
    assert [(line.earlier, line.later) for line in found.segments] == [
        (second.customers, second.customers),
        (first.customers, first.customers),
    ]


def test_periods_are_compared_after_a_change_of_language(tmp_path: Path, outcome: Outcome) -> None:
    """Also where the earlier one is known in the language of the later one only."""
    answerer, settings = Answerer(str(tmp_path)), outcome.settings
    later = in_german(settings)
    answerer.answer(Analyse(later), Progress())
    alone = answerer.look(PeriodsBeside(1, settings, later))
    answerer.answer(Analyse(settings), Progress())
    both = answerer.look(PeriodsBeside(1, settings, later))
    for found in (alone, both):
        assert isinstance(found, Compared)
        assert all(line.earlier == line.later for line in found.segments)
        assert len(found.segments) == len(segments_of(outcome))
