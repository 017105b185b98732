"""What is exported and imported again is what it was, for random tables in every form."""

from pathlib import Path

import pytest

from core.export_kinds import kind_of
from tests.reliability.conftest import Often
from tests.reliability.exports import LISTS, differences, export, imported, random_table


@pytest.mark.parametrize("kind", LISTS)
def test_export_and_import_give_back_the_table(tmp_path: Path, kind: str, often: Often) -> None:
    path = tmp_path / f"list{kind_of(kind).ending}"
    tables = often(60, 1_000)
    for seed in range(tables):
        table = random_table(seed)
        export(table, kind, path)
        assert not differences(table, imported(path, kind), kind), seed
    print(f"{kind}: {tables} tables came back as they were")
