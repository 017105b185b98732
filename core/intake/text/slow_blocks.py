"""A piece of delimited text to records and cells, record by record."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.intake.text.dialect import Dialect
from core.intake.text.scanner import lines_of, scan
from core.intake.text.slab import Cells, Places, Slab


@dataclass(frozen=True)
class Odd:
    """A record that does not have the fields of the header, or whose marks break the rules.

    Attributes
    ----------
    record
        Its place among the records of the block, from 0.
    line
        Line breaks of the block before it.
    cells
        Its fields; none for an empty line.
    good
        Whether its quotation marks keep the rules.
    swallows
        Whether it looks like several records between two stray marks.
    """

    record: int
    line: int
    cells: tuple[str, ...]
    good: bool = True
    swallows: bool = False


@dataclass(frozen=True, eq=False)
class Block:
    """Records of a piece of text.

    Attributes
    ----------
    columns
        The cells of the fitting records, column by column.
    fitting
        Place of each fitting record among all of the block, from 0.
    odd
        The other records, in order.
    records, lines
        How many records and line breaks the block has.
    """

    columns: tuple[Cells, ...]
    fitting: Places
    odd: tuple[Odd, ...] = ()
    records: int = 0
    lines: int = 0


def swallows(cells: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether a record looks like several: good ones with a stray mark in the first and the last.

    Two such marks make one field with a line break of what lies between them.
    """
    lines = lines_of(delimiter.join(cells))
    return width > 1 and len(lines) > 1 and all(x.count(delimiter) + 1 == width for x in lines)


def divide_slowly(text: bytes, dialect: Dialect, width: int) -> Block:
    """Divide a piece of text record by record; the same as `divide`."""
    rows: list[tuple[str, ...]] = []
    fitting, odd = [], []
    line = place = 0
    letters = text.decode("utf-8")
    for place, record in enumerate(scan(letters, dialect)):
        body = letters[record.start : record.end]
        whole = record.good and len(record.cells) == width
        swallowing = whole and swallows(record.cells, dialect.delimiter, width)
        if whole and not swallowing:
            rows.append(record.cells)
            fitting.append(place)
        else:
            odd.append(Odd(place, line, record.cells, record.good, swallowing))
        line += len(lines_of(body)) - 1
    return Block(
        columns=_written(rows, width),
        fitting=np.array(fitting, np.int64),
        odd=tuple(odd),
        records=place + 1 if letters else 0,
        lines=line,
    )


def _written(rows: Sequence[Sequence[str]], width: int) -> tuple[Cells, ...]:
    """Give rows of texts as columns of cells in a slab of their own."""
    cells = [cell.encode("utf-8") for row in rows for cell in row]
    sizes = np.fromiter(map(len, cells), np.int64, len(cells)).reshape(len(rows), width)
    starts = (np.cumsum(sizes) - sizes.ravel()).reshape(len(rows), width)
    slab = Slab(b"".join(cells))
    return tuple(
        Cells(slab, np.ascontiguousarray(starts[:, at]), np.ascontiguousarray(sizes[:, at]))
        for at in range(width)
    )
