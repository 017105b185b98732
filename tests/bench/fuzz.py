"""Many files broken at random: none may break the receipt, or raise what the user cannot mend.

    python -m tests.bench.fuzz --files 100000 --seed 1

Files that do are left in dist/fuzz.
"""

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from itertools import islice
from pathlib import Path

from tests.corpus.fuzzing import broken, check, check_answers, seeds

FOLDER = Path(__file__).resolve().parents[2] / "dist" / "fuzz"
TOLD_EVERY = 5_000


def main() -> int:
    """Read so many files; tell how they fared, and fail if one did not fare well."""
    options = argparse.ArgumentParser(description="Read files that are broken at random.")
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    fared: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for number, data in enumerate(islice(broken(chosen.seed, seeds()), chosen.files), start=1):
            path.write_bytes(data)
            fared[_fate(path, f"{chosen.seed}-{number}")] += 1
            if number % TOLD_EVERY == 0:
                print(f"{number:,}: {dict(fared)}", flush=True)
    print(f"{chosen.files:,} files: {dict(fared)}")
    return min(fared["fault"], 1)


def _fate(path: Path, name: str) -> str:
    try:
        table = check(path)
        if table is None:
            return "refused"
        check_answers(path, table)
    except Exception:  # noqa: BLE001 - any other error is what is looked for
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / f"{name}.csv").write_bytes(path.read_bytes())
        print(f"{name}: {traceback.format_exc(limit=-2)}", file=sys.stderr)
        return "fault"
    if table.questions:
        return "asked"
    return "rejected" if table.set_aside else "read"


if __name__ == "__main__":
    sys.exit(main())
