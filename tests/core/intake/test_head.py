from pathlib import Path

import pytest

from core.intake import head
from core.intake.head import read_head
from core.settings import Recipe, Source

ROWS = "Kunde;Betrag\n" + "".join(f"k{row};{row},5\n" for row in range(20_000))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head, "WORTH_IT", 10_000)
    monkeypatch.setattr(head, "HEAD", 4_000)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_first_rows_are_read_by_the_recipe(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "large.csv"
    path.write_text(ROWS.replace("k", "ß"), encoding=encoding)
    found = read_head(Source(str(path), Recipe(decimal=",", encoding=encoding)), tmp_path)
    assert found is not None
    assert found.path == str(path)
    assert found.table["Betrag"].tolist()[:3] == [0.5, 1.5, 2.5]
    assert 100 < found.raw.total < 1000
    assert found.raw.fetch(1, 1) == ((3, ("ß1", "1,5")),)
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_file_that_is_read_at_once_needs_no_head(tmp_path: Path) -> None:
    path = tmp_path / "small.csv"
    path.write_text(ROWS[:5_000], encoding="utf-8")
    assert read_head(Source(str(path)), tmp_path) is None


def test_what_cannot_be_read_is_left_to_the_reading_of_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_bytes(ROWS.replace("k", "ß").encode("cp1252"))
    assert read_head(Source(str(path), Recipe(encoding="utf-8")), tmp_path) is None
    assert read_head(Source(str(tmp_path / "gone.csv")), tmp_path) is None
