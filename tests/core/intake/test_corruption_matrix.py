from collections import Counter
from pathlib import Path

import pytest

from core.settings import Recipe
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader
from tests.corpus.corruption import CASES
from tests.corpus.corruption.case import Case, Read, Verdict, judge, told


@pytest.fixture
def read(tmp_path: Path, read_file: Reader) -> Read:
    def reader(content: bytes, recipe: Recipe) -> SourceTable:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        return read_file(path, recipe)

    return reader


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_is_changed_silently(case: Case, read: Read) -> None:
    outcome = judge(case, read)
    assert outcome.verdict is case.expected, outcome
    assert told(outcome, case), outcome


def test_no_case_is_silently_wrong(read: Read) -> None:
    verdicts = Counter(judge(case, read).verdict for case in CASES)
    assert len({case.name for case in CASES}) == len(CASES)
    assert verdicts[Verdict.SILENT] == 0, verdicts
