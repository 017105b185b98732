"""Files that are exported: made at random, read back by the program, and killed on the way."""

import csv
import io
import random
from collections.abc import Callable, Sequence
from functools import partial
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import resources
from core.customers.roster import Roster
from core.export_kinds import (
    BOOK,
    CRM,
    EXCEL,
    NUMBERS,
    PDF,
    PLAN,
    SCORES,
    SLIDES,
    WEB,
    FileWanted,
    kind_of,
)
from core.intake.reading import read
from core.intake.writing import raw_rows_csv
from core.output.cell_text import shown
from core.output.list_text import unguarded
from core.output.material import Material
from core.output.writers import write_file
from core.progress import Progress
from core.settings import Recipe, Source
from core.tables.customers import CustomerTable, Measure
from tests.core.output.conftest import contents
from tests.core.output.injections import PAYLOADS
from tests.core.output.made_up import material_of, roster_of_all

WORDS = ("Ann", "Zoë", "Łódź", "東京", "a,b", 'say "hi"', "a;b", "two\nlines", "x\ty", "é" * 40)


def random_table(seed: int) -> pd.DataFrame:
    """Make a table of customers with texts, numbers and days of every kind, some missing."""
    dice = random.Random(seed)
    rows = dice.randint(1, 40)
    ids = [f"{dice.choice(('C-', '', '00', '='))}{number}" for number in range(rows)]
    texts = [dice.choice((*WORDS, dice.choice(PAYLOADS), None)) for _ in range(rows)]
    numbers = [_number(dice) for _ in range(rows)]
    days = [
        pd.Timestamp("1899-11-01") + _later(dice, timed=seed % 3 == 0)
        if dice.random() < 0.9
        else pd.NaT
        for _ in range(rows)
    ]
    cells = {"City": texts, "Value": numbers, "Joined": pd.to_datetime(pd.Series(days)).array}
    return pd.DataFrame(cells, index=pd.Index(ids, dtype="str"))


def _later(dice: random.Random, *, timed: bool) -> pd.Timedelta:
    """Give how long after the beginning a day is: soon, so that it is around 1900, or not."""
    days = dice.randint(0, dice.choice((180, 55_000)))
    return pd.Timedelta(days=days, seconds=dice.randint(0, 86_399) if timed else 0)


def _number(dice: random.Random) -> float:
    makers: Sequence[Callable[[], float]] = (
        lambda: float(dice.randint(-10, 10)),
        lambda: dice.uniform(-1e6, 1e6),
        lambda: dice.random() * 10.0 ** dice.randint(-12, 14),
        lambda: float("nan"),
    )
    return dice.choice(makers)()


def material(table: pd.DataFrame) -> Material:
    measures = tuple(Measure(name, "x", "", numeric=name == "Value") for name in table.columns)
    return material_of(Roster({"customers": CustomerTable(table, measures, (), ())}, ()))


def wanted(kind: str, path: Path) -> FileWanted:
    columns = ("customer", *(f"measure {name}" for name in ("City", "Value", "Joined")))
    return FileWanted(kind, str(path), columns=columns)


def export(table: pd.DataFrame, kind: str, path: Path) -> None:
    write_file(material(table), wanted(kind, path), Progress())


def imported(path: Path, kind: str) -> list[list[str]]:
    """Read an export with the program's own reader; give its rows as they stand in it.

    They are all there, a last row with an id alone too, which the reader takes for a remark.
    """
    text = kind_of(kind).ending == ".csv"
    recipe = Recipe(encoding="utf-8", delimiter=",", header_row=1) if text else Recipe(header_row=1)
    table = read(Source(str(path), recipe), Progress())
    lines = io.StringIO("".join(raw_rows_csv(table)), newline="")
    return list(csv.reader(lines, strict=True))[1:]


def differences(table: pd.DataFrame, rows: list[list[str]], kind: str) -> list[tuple[Any, ...]]:
    """Give every row of a table that is not among the rows as it was."""
    undone = unguarded if kind == EXCEL else str
    held: Callable[[str], str] = shown if kind == BOOK else str
    cities = ["" if pd.isna(city) else held(city) for city in table["City"]]
    days = ["" if pd.isna(day) else str(day) for day in table["Joined"]]
    expected = zip(map(held, table.index), cities, table["Value"].tolist(), days, strict=True)
    found = [
        (undone(name), undone(city), float(number or "nan"), day and str(pd.Timestamp(day)))
        for name, city, number, day in rows
    ]
    return [
        (was, came)
        for was, came in zip(expected, found, strict=True)
        if was != came and not (isnan(was[2]) and isnan(came[2]) and _words(was) == _words(came))
    ]


def _words(row: tuple[str, str, float, str]) -> tuple[str, str, str]:
    return row[0], row[1], row[3]


ROWS = 2_000
FONTS = str(resources.path("fonts"))


def numbered(state: int) -> pd.DataFrame:
    """Give a list of some size in a numbered state."""
    random_numbers = np.random.default_rng(state)
    cells = {
        "City": [f"town {state}"] * ROWS,
        "Value": random_numbers.normal(size=ROWS),
        "Joined": pd.to_datetime(["2024-02-29"] * ROWS),
    }
    return pd.DataFrame(cells, index=pd.Index([f"c{n:05}" for n in range(ROWS)], dtype="str"))


class Outbox:
    """A folder with an export in its first state.

    Parameters
    ----------
    folder
        The folder.
    kind
        What is exported.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self.folder = folder
        self.kind = kind
        self.path = folder / "out" / f"list{kind_of(kind).ending}"

    def prepare(self) -> None:
        self.path.parent.mkdir(parents=True)
        self._export(1)

    def do(self) -> None:
        """Export the second state."""
        self._export(2)

    def _export(self, state: int) -> None:
        if self.kind in LISTS:
            export(numbered(state), self.kind, self.path)
            return
        whole = contents(180 + state)
        made = material_of(roster_of_all(whole), whole)
        write_file(made, FileWanted(self.kind, str(self.path), fonts=FONTS), Progress())


LISTS = (CRM, EXCEL, BOOK)
DOCUMENTS = (PLAN, SLIDES, PDF, WEB, SCORES, NUMBERS)
KINDS = (*LISTS, *DOCUMENTS)

EXPORTS: dict[str, Callable[[Path], None]] = {
    f"export-{kind}": partial(lambda kind, folder: Outbox(folder, kind).do(), kind)
    for kind in KINDS
}
"""What can be done in a folder with an outbox; each leads from the first state to the second."""
