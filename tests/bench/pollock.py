"""The score of the Pollock benchmark (Vitagliano et al., PVLDB 16(8), 2023), no hints given.

Every polluted file is read as `inspect --raw` reads it, and the benchmark's scorer compares what
was written with the clean version. The scorer needs dateutil and price_parser, which this program
does not, so it may run with another Python:

    python -m tests.bench.pollock ../shared/data/pollock_dev --python /path/to/python

A part of the benchmark holds every file of its small classes and few of its large ones, so its
plain mean says little about the whole; the mean over classes by their size in the whole does.
"""

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from core.errors import UserError
from core.requests import Inspect
from core.settings import Source
from ui.engine_client import EngineClient, ask

CLASS_SIZES = {
    "row_less_sep": 672,
    "row_more_sep": 756,
    "row_extra_quote": 756,
    "row_field_delimiter": 84,
    "file": 21,
}
FOLDER = Path(__file__).resolve().parents[2] / "dist" / "bench" / "pollock"


def main() -> None:
    """Read all files, have them scored, and leave the score of each beside them."""
    options = argparse.ArgumentParser(description="Score the import on the Pollock benchmark.")
    options.add_argument("data", type=Path, help="folder with polluted_files and the scorer")
    options.add_argument("--python", default=sys.executable, help="Python for the scorer")
    chosen = options.parse_args()
    data = chosen.data.resolve()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    load(data / "polluted_files" / "csv")
    scorer = [chosen.python, str(data / "pollock_score.py"), "--data", str(data / "polluted_files")]
    weights = ["--weights", str(data / "pollock_weights.json")]
    where = ["--out", str(FOLDER), "--csv", str(FOLDER / "scores.csv")]
    subprocess.run([*scorer, *weights, *where], check=True)
    print(f"simple score of the whole, from its classes {whole(FOLDER / 'scores.csv'):.4f}")


def load(folder: Path) -> None:
    """Write the raw rows of every file of a folder; nothing for one that is refused."""
    client = EngineClient()
    try:
        for path in sorted(folder.glob("*.csv")):
            target = FOLDER / f"{path.name}_converted.csv"
            try:
                ask(client, Inspect(Source(str(path)), "", str(target)), lambda *_: None)
            except UserError as problem:
                print(f"{path.name}: {problem.message}")
    finally:
        client.close()


def whole(scores: Path) -> float:
    """Mean score of the whole benchmark, taken from the means of its classes and their sizes."""
    with scores.open(newline="") as file:
        each = [(row["file"], float(row["score"])) for row in csv.DictReader(file)]
    total = 0.0
    for start, size in CLASS_SIZES.items():
        total += size * statistics.mean(score for name, score in each if name.startswith(start))
    return total / sum(CLASS_SIZES.values())


if __name__ == "__main__":
    main()
