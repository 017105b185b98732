"""What the import makes of the Pollock benchmark's polluted files, all but its score.

The score is measured by `python -m tests.bench.pollock`.
"""

import csv
from pathlib import Path

import pytest

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable

# No file of the benchmark has a column that names customers, which is no fault of its writing.
NO_CUSTOMER = "No column names the customer"
Rows = list[list[str]]


@pytest.fixture
def folder(real_data: Path) -> Path:
    return real_data / "pollock_dev" / "polluted_files"


def loaded(path: Path) -> tuple[Rows, list[str]]:
    """Give the header and the accepted rows as they stand, and all that is said about the file."""
    try:
        table = read(Source(str(path)), Progress())
    except UserError as problem:
        return [], [problem.message]
    raw = table.raw.fetch(0, table.raw.total)
    rows = [list(cells) for place, cells in raw if place in table.table.index]
    return [list(table.header), *rows], said(table)


def said(table: SourceTable) -> list[str]:
    return [
        *(question.text for question in table.questions),
        *(entry.reason for entry in table.set_aside),
        *(note for note in table.notes if not note.startswith(NO_CUSTOMER)),
    ]


def test_no_polluted_file_is_loaded_wrongly_without_a_word(folder: Path) -> None:
    silent = []
    for path in sorted((folder / "csv").glob("*.csv")):
        rows, words = loaded(path)
        with (folder / "clean" / path.name).open(newline="", encoding="utf-8") as clean:
            if not words and rows != list(csv.reader(clean)):
                silent.append(path.name)
    assert silent == []


def test_hardly_any_clean_file_is_flagged(folder: Path) -> None:
    paths = sorted((folder / "clean").glob("*.csv"))
    one_of_each = {path.read_bytes(): path for path in paths}
    words = {content: loaded(path)[1] for content, path in one_of_each.items()}
    # A clean version may hold a number such as "1 with its mark, which is rightly asked about.
    flagged = [
        path.name for path in paths if any('‘"' not in word for word in words[path.read_bytes()])
    ]
    assert flagged == ["file_no_header.csv", "file_no_payload.csv"]
    assert len(flagged) <= 0.01 * len(paths)
