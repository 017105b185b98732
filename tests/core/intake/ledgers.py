"""Ledgers whose rows say what each of them is."""

from pathlib import Path

from core.intake.reading import read
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable


def entries(path: Path, kinds: list[str], name: str = "Type", sign: int = 1) -> Source:
    """Give entries, of which every one that is not the first kind has a sign."""
    signs = [1 if kind == kinds[0] else sign for kind in kinds]
    rows = [
        f"t{n},c{n % 9},2025-03-{1 + n % 28:02},{signs[n] * (n + 1)}.5,{kind}"
        for n, kind in enumerate(kinds)
    ]
    path.write_text("\n".join([f"Nr,Customer,Date,Amount,{name}", *rows]), encoding="utf-8")
    return Source(str(path))


def read_of(source: Source) -> SourceTable:
    return read(source, Progress())
