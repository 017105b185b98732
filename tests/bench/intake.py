"""Large files read: text beside pandas and DuckDB, a workbook beside calamine's raw cells.

Each run is a process of its own, ours and the peer's in turn. Ours proves every cell and balances
the receipt; the peers do neither.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from core.intake.reading import read
from core.intake.workbook.book import opened_markup
from core.memory import keeping_freed
from core.progress import Progress
from core.settings import Settings, Source
from core.steps import steps
from tests.bench.made_up import CITIES, CUSTOMERS, ORDERS, PLANS, customers_file, orders_file
from tests.bench.segments import Result, peak_mib

BOOK_ROWS = 200_000
RUNS = 3
BOOK_COLUMNS = (
    *("Order", "Customer", "Date", "Amount", "Pieces", "City"),
    *("Plan", "Name", "Margin", "Newsletter", "Postcode", "Note"),
)
GROUPING = (
    "SELECT customer_id, count(*), sum(amount), min(ordered), max(ordered) "
    "FROM read_csv(?) GROUP BY customer_id"
)


def workbook_file(folder: Path, rows: int = BOOK_ROWS, seed: int = 3) -> Path:
    """Write orders with 12 columns of all types, as one sheet of a workbook."""
    random = np.random.default_rng(seed)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Orders")
    sheet.append(BOOK_COLUMNS)
    days = (pd.Timestamp(2024, 1, 1) + pd.to_timedelta(random.integers(0, 700, rows), "D")).date
    columns = (
        np.arange(rows).tolist(),
        [f"C{one:06}" for one in random.integers(0, 40_000, rows)],
        days,
        random.gamma(2, 30, rows).round(2).tolist(),
        random.integers(1, 9, rows).tolist(),
        random.choice(CITIES, rows).tolist(),
        random.choice(PLANS, rows).tolist(),
        [f"Customer {one}" for one in random.integers(0, 40_000, rows)],
        random.normal(100, 80, rows).tolist(),
        random.choice([True, False], rows).tolist(),
        [f"{one:05}" for one in random.integers(1000, 99999, rows)],
        random.choice(["", "call back", "moved, see file"], rows).tolist(),
    )
    for cells in zip(*columns, strict=True):
        sheet.append(cells)
    path = folder / "orders.xlsx"
    book.save(path)
    return path


@keeping_freed()
def read_ours(path: str) -> str:
    """Read a file with its types and its receipt."""
    table = read(Source(path), Progress())
    if not table.receipt.balances:
        raise AssertionError(path)
    return f"{table.receipt.accepted:,} rows"


def read_pandas(path: str) -> str:
    """Read a file as pandas does by default."""
    return f"{len(pd.read_csv(path)):,} rows"


def read_cells(path: str) -> str:
    """Read the cells of the first sheet of a workbook, without typing them."""
    with opened_markup(Path(path), path) as book:
        cells = book.read(book.sheets[0].name, lambda _share: None)
    return f"{len(cells.rows):,} rows"


def read_calamine(path: str) -> str:
    """Read the raw cells of the first sheet of a workbook."""
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return f"{len(sheet.to_python()):,} rows"


@keeping_freed()
def group_ours(path: str) -> str:
    """Go from orders to what each customer bought, and when: first, last, how often, how much."""
    settings = Settings(sources=(Source(path),))
    results: dict[str, Any] = {}
    for step in steps(settings):
        results[step.name] = step.compute(results, settings, Progress())
        if step.name == "bought":
            break
    return f"{len(results['joined'].ids):,} customers"


def group_duckdb(path: str) -> str:
    """Group the orders by customer, every column typed by sniffing."""
    return f"{len(duckdb.execute(GROUPING, [path]).df()):,} customers"


WORK = {
    work.__name__: work
    for work in (read_ours, read_pandas, read_cells, read_calamine, group_ours, group_duckdb)
}


def _in_a_process(work: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.intake", work, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def _beside(what: str, path: Path, ours: str, theirs: str, peer: str) -> Result:
    runs = [(_in_a_process(ours, path), _in_a_process(theirs, path)) for _ in range(RUNS)]
    seconds, peer_seconds = (
        statistics.median(run[place]["seconds"] for run in runs) for place in (0, 1)
    )
    peak, peer_peak = (statistics.median(run[place]["mib"] for run in runs) for place in (0, 1))
    size = path.stat().st_size / 2**20
    return {
        "what": what,
        "ours_s": seconds,
        "peer": peer,
        "peer_s": peer_seconds,
        "ratio": peer_seconds / seconds,
        "note": f"{size:.0f} MiB; peak {peak:.0f} to {peer_peak:.0f} MiB",
    }


FILES = (customers_file, orders_file, workbook_file)


def run() -> list[Result]:
    """Measure reading customers, orders and a workbook; seconds are medians of three runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        customers, orders, book = (make(folder) for make in FILES)
        return [
            _beside(
                f"read {CUSTOMERS:,} customers × 15, typed and receipted",
                customers,
                *("read_ours", "read_pandas", "pandas read_csv"),
            ),
            _beside(
                f"read the cells of a workbook, {BOOK_ROWS:,} × {len(BOOK_COLUMNS)}",
                book,
                *("read_cells", "read_calamine", "calamine's raw cells"),
            ),
            _beside(
                f"read a workbook, {BOOK_ROWS:,} × {len(BOOK_COLUMNS)}, typed and receipted",
                book,
                *("read_ours", "read_calamine", "calamine's raw cells"),
            ),
            _beside(
                f"{ORDERS:,} orders to a table of customers",
                orders,
                *("group_ours", "group_duckdb", "DuckDB read_csv and GROUP BY"),
            ),
        ]


def main(work: str, path: str) -> None:
    """Do one piece of work and print how long it took and how much memory."""
    began = time.perf_counter()
    found = WORK[work](path)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "mib": peak_mib(), "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
