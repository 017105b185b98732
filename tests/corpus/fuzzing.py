"""Files broken at random, and what must hold for each of them all the same."""

import random
from collections.abc import Iterator
from pathlib import Path

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.settings import Recipe, Source
from core.tables.sources import ColumnType, SourceTable
from tests.corpus.corruption import CASES

LARGEST_SEED = 1_500
IMBALANCE = "was not imported"
TOKENS = (
    *(b'"', b'""', b"'", b"\n", b"\r", b"\r\n", b",", b";", b"\t", b"|", b" ", b"\\", b'\\"'),
    *(b"\x00", b"\x1a", b"\xef\xbb\xbf", b"\xff", b"\x80", b"\xc3", b"\xe4", b"\xf0\x9f\x99\x82"),
    *(b"0", b"9", b"-", b"+", b".", b"%", b"(", b"1.234", b"1,234", b"03/04/2024", b"45352"),
    *(b"NA", b"Total", b"sep=;", b"1E+15", b"\xe2\x82\xac", b"\xc2\xa0", b"inf", b"e"),
)


def seeds() -> list[bytes]:
    """Give the short files of the corruption matrix."""
    return [case.content for case in CASES if 0 < len(case.content) <= LARGEST_SEED]


def broken(seed: int, sources: list[bytes]) -> Iterator[bytes]:
    """Give files without end, each made of one of the sources by a few mutations."""
    chance = random.Random(seed)
    while True:
        data = chance.choice(sources)
        for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
            data = _mutated(chance, data)
        if data:
            yield data


def _mutated(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.randint(0, len(data)) for _ in range(2))
    end = min(end, start + 40)
    piece = data[start:end]
    return data[:start] + chance.choice(
        (
            chance.choice(TOKENS) + data[start:],
            chance.choice(TOKENS) + data[start + 1 :],
            chance.randbytes(1) + data[start + 1 :],
            data[end:],
            piece * chance.randint(2, 5) + data[end:],
            piece[::-1] + data[end:],
            data[start:] + piece,
            b"",
        )
    )


def check(path: Path, recipe: Recipe | None = None) -> SourceTable | None:
    """Read a file; None if it is refused for a reason that the user can do something about."""
    try:
        table = read(Source(str(path), recipe or Recipe()), Progress())
    except UserError as problem:
        if IMBALANCE in problem.message:
            raise AssertionError(problem.message) from problem
        return None
    receipt = table.receipt
    assert receipt.balances
    assert len(table.table) == receipt.accepted
    assert len(table.set_aside) == receipt.rejected
    assert table.raw.total == receipt.rows_in - receipt.header
    _check_texts(table)
    return table


def _check_texts(table: SourceTable) -> None:
    """Every accepted row stands in the file, and its texts are those that stand there."""
    raw = dict(table.raw.fetch(0, table.raw.total))
    places = table.table.index.tolist()
    assert len(set(places)) == len(places)
    assert set(places) <= set(raw)
    for at, column in enumerate(table.columns):
        if column.type in {ColumnType.TEXT, ColumnType.TRUTH}:
            texts = table.table[column.name].astype(object).fillna("").tolist()
            assert texts == [raw[place][at] for place in places], column.name


def check_answers(path: Path, table: SourceTable) -> None:
    """Every answer leads to a table, or to a reason; what was found out changes nothing."""
    for question in table.questions:
        for choice in question.choices:
            check(path, choice.recipe)
    if not table.questions:
        again = check(path, table.recipe)
        assert again is not None
        assert again.table.equals(table.table)
        assert not again.questions
