"""Files from the tests of other readers: each is a table that balances, or is refused by name."""

from pathlib import Path

import pytest

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable
from tests.conftest import REAL_DATA

ZOO = REAL_DATA / "file_zoo"
FILES = sorted(path for path in ZOO.rglob("*") if path.is_file() and path.name != "SOURCE.txt")


def read_or_refused(path: Path) -> tuple[SourceTable | None, UserError | None]:
    try:
        return read(Source(str(path)), Progress()), None
    except UserError as problem:
        return None, problem


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ZOO)) for path in FILES])
def test_a_file_of_the_zoo_is_read_or_refused_by_name(path: Path) -> None:
    table, refused = read_or_refused(path)
    assert table is None or table.receipt.balances
    assert refused is None or (path.name in refused.message and refused.hint)
