from collections import Counter
from collections.abc import Callable
from functools import cache

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Recipe, Source
from core.tables.sources import SourceTable
from tests.corpus.corruption import CASES
from tests.corpus.corruption.case import Case, Outcome, Verdict, judge, told

Judge = Callable[[Case], Outcome]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Judge each case once."""
    path = tmp_path_factory.mktemp("matrix") / "table.csv"

    def read_bytes(content: bytes, recipe: Recipe) -> SourceTable:
        path.write_bytes(content)
        table = read(Source(str(path), recipe), Progress())
        assert table.receipt.balances
        return table

    return cache(lambda case: judge(case, read_bytes))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_changed_silently(case: Case, judged: Judge) -> None:
    outcome = judged(case)
    assert outcome.verdict is case.expected, outcome
    assert told(outcome, case), outcome


def test_no_case_of_at_least_150_is_silently_wrong(judged: Judge) -> None:
    verdicts = Counter(judged(case).verdict for case in CASES)
    assert len({case.name for case in CASES}) == len(CASES) >= 150
    assert verdicts[Verdict.SILENT] == 0, verdicts
    assert set(verdicts) == set(Verdict) - {Verdict.SILENT}
