from pathlib import Path

import pytest

from core.intake.reading import read
from core.progress import Progress
from core.settings import Recipe, Source
from core.tables.sources import SourceTable
from tests.corpus.bad_files import Reader

AS_FOUND = Recipe()


@pytest.fixture
def read_file() -> Reader:
    def reader(path: Path, recipe: Recipe = AS_FOUND) -> SourceTable:
        table = read(Source(str(path), recipe), Progress())
        assert table.receipt.balances
        return table

    return reader


@pytest.fixture
def read_text(tmp_path: Path, read_file: Reader) -> Reader:
    def reader(
        text: str | bytes, recipe: Recipe = AS_FOUND, name: str = "table.csv"
    ) -> SourceTable:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path, recipe)

    return reader
