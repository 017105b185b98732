"""One table in many disguises: languages, encodings, separators, signs, preambles and footers."""

import csv
import io
import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest

from core.intake.writing import accepted_rows_csv
from tests.conftest import REAL_DATA
from tests.corpus.bad_files import Reader

FOLDER = REAL_DATA / "disguises_20"
MANIFEST = FOLDER / "manifest.json"
# One file has no truth because its letters were lost.
DISGUISES = [
    (name, about)
    for name, about in (
        json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}
    ).items()
    if about["expected"]
]


def plain(cell: str) -> str | Decimal:
    """Give a cell as it is compared: a number whatever its digits, unless it begins with a zero."""
    try:
        return cell if cell[:1] == "0" and cell.isdigit() else Decimal(cell).normalize()
    except InvalidOperation:
        return cell


@pytest.mark.parametrize(("name", "about"), DISGUISES, ids=[name for name, _ in DISGUISES])
def test_a_disguised_table_is_read_exactly_or_asked_about(
    read_file: Reader, name: str, about: dict[str, object]
) -> None:
    table = read_file(FOLDER / name)
    if about["ask"]:
        assert table.questions
        return
    assert not table.questions
    read = csv.reader(io.StringIO("".join(accepted_rows_csv(table)), newline=""))
    expected = FOLDER / str(about["expected"])
    with expected.open(newline="", encoding="utf-8-sig") as truth:
        true = [[plain(cell) for cell in row] for row in csv.reader(truth)]
    assert [[plain(cell) for cell in row] for row in read][1:] == true[1:]


def test_there_are_disguises(real_data: Path) -> None:
    assert len(DISGUISES) == 19
