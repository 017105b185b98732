"""The tables of the open project, each a file in a private folder, named by its own digest."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO

from core.database import Column, read_parquet, write_parquet

CHUNK = 1 << 20


@dataclass(frozen=True)
class Part:
    """A piece of a project file.

    Attributes
    ----------
    name
        Its name in the file.
    sha256
        SHA-256 of its bytes, in hexadecimal.
    size
        Number of its bytes.
    rows
        Number of its rows, if it is a table.
    """

    name: str
    sha256: str
    size: int
    rows: int | None = None


class TablePool:
    """Keeps tables as Parquet files; the same table is kept once.

    Parameters
    ----------
    folder
        Private folder, which may hold what an earlier pool has left there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True, mode=0o700)
        self._numbers = count(1)

    def add(self, columns: dict[str, Column]) -> Part:
        """Keep a table of at least one column, and return the part that it is."""
        fresh = self.fresh()
        write_parquet(fresh, columns)
        with fresh.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        rows = len(next(iter(columns.values())))
        return self.take(fresh, digest, rows)

    def fresh(self) -> Path:
        """Return a path that nothing has been written to yet."""
        return self.folder / f"fresh-{id(self)}-{next(self._numbers)}"

    def take(self, fresh: Path, digest: str, rows: int | None) -> Part:
        """Keep a file that was written to a fresh path, and return the part that it is."""
        part = Part(f"tables/{digest}.parquet", digest, fresh.stat().st_size, rows)
        fresh.replace(self.path(part))
        return part

    def path(self, part: Part) -> Path:
        """Return where a part lies."""
        return self.folder / part.sha256

    def columns(self, part: Part) -> dict[str, Column]:
        """Return the columns of a table.

        Raises
        ------
        ValueError
            If the part is no table of ours, or is not kept.
        """
        return read_parquet(self.path(part), part.rows)

    def keep_only(self, parts: Iterable[Part]) -> None:
        """Remove every other part."""
        kept = {part.sha256 for part in parts}
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def copied(source: IO[bytes], target: IO[bytes] | None) -> tuple[str, int]:
    """Copy a stream, nowhere if need be; return the SHA-256 and the length of what it held."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if target is not None:
            target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
