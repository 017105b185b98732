"""Writing many rows: a sheet of 200,000 rows by 12 columns, and the same as text."""

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter

from core.customers.roster import Roster
from core.export_kinds import BOOK, CRM, FileWanted
from core.output.material import Material
from core.output.writers import write_file
from core.progress import Progress
from core.tables.customers import CustomerTable, Measure

ROWS = 200_000
TIMES = 3
WORDS = ("Loyal and easy", "Happy regulars", "Valuable, let down", "Quiet & costly", "New")

Result = dict[str, object]
Row = tuple[str | float, ...]


def table() -> pd.DataFrame:
    """Make customers with three columns of text and eight of numbers; the ids are the twelfth."""
    random = np.random.default_rng(1)
    ids = pd.Index([f"C-{number:06d}" for number in range(ROWS)], dtype="str")
    texts = {
        "Email": [f"customer{number}@mail.example" for number in range(ROWS)],
        "Segment": random.choice(WORDS, ROWS),
        "Message": [f"Dear customer {number}, we would like to talk" for number in range(ROWS)],
    }
    money = {f"Amount {n}": np.round(random.normal(size=ROWS) * 1000, 2) for n in range(4)}
    scores = {f"Score {n}": random.random(ROWS) for n in range(4)}
    return pd.DataFrame({**texts, **money, **scores}, index=ids)


def run() -> list[Result]:
    """Write with ours, which reads again and compares too, and with the peers, which do not."""
    made = table()
    measures = tuple(
        Measure(name, "x", "", numeric=name[:1] in "AS" and name != "Segment") for name in made
    )
    roster = Roster({"customers": CustomerTable(made, measures, (), ())}, ())
    rows = [tuple(made), *((name, *cells) for name, *cells in made.itertuples())]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = {kind: _ours(roster, kind, folder / "ours") for kind in (BOOK, CRM)}
        peers: dict[str, tuple[str, Callable[[], None]]] = {
            "openpyxl": (BOOK, lambda: _by_openpyxl(rows, folder / "peer.xlsx")),
            "XlsxWriter": (BOOK, lambda: _by_xlsxwriter(rows, folder / "peer.xlsx")),
            "csv": (CRM, lambda: _by_csv(rows, folder / "peer.csv")),
        }
        return [_beside(peer, ours[kind], write) for peer, (kind, write) in peers.items()]


def _ours(roster: Roster, kind: str, path: Path) -> Callable[[], None]:
    def contents() -> object:
        raise NotImplementedError  # lists are made from the roster alone

    material = Material(roster, contents)  # type: ignore[arg-type]
    wanted = FileWanted(kind, str(path), columns=tuple(roster.columns))
    return lambda: _nothing(write_file(material, wanted, Progress()))


def _nothing(_written: object) -> None:
    """Forget what was written."""


def _by_openpyxl(rows: list[Row], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Customers")
    for row in rows:
        sheet.append(row)
    book.save(path)


def _by_xlsxwriter(rows: list[Row], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Customers")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)


def _by_csv(rows: list[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _beside(peer: str, ours: Callable[[], None], theirs: Callable[[], None]) -> Result:
    """Take turns, and give the medians."""
    taken = list(_turns(ours, theirs))
    seconds, peer_seconds = median(one for one, _ in taken), median(two for _, two in taken)
    return {
        "what": f"write {ROWS:,} rows of 12 cells, read again and compared",
        "ours_s": seconds,
        "peer": f"{peer}, written only",
        "peer_s": peer_seconds,
        "ratio": peer_seconds / seconds,
        "note": f"median of {TIMES}, taking turns",
    }


def _turns(ours: Callable[[], None], theirs: Callable[[], None]) -> Iterator[tuple[float, float]]:
    for _ in range(TIMES):
        started = time.perf_counter()
        ours()
        between = time.perf_counter()
        theirs()
        yield between - started, time.perf_counter() - between


if __name__ == "__main__":
    for row in run():
        print(row)
