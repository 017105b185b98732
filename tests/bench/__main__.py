"""Run every bench and write the table to dist/bench."""

import importlib
import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

BENCHES = (
    *("intake", "value", "segments", "plan", "results", "scatter", "window", "visits"),
    *("project", "lists"),
)
FOLDER = Path(__file__).resolve().parents[2] / "dist" / "bench"
LIBRARIES = ("numpy", "pandas", "scikit-learn", "PySide6-Essentials", "pyqtgraph")

Result = dict[str, object]


def machine() -> dict[str, object]:
    """Tell where and when this is measured."""
    return {
        "machine": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on this machine's calendar
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def results() -> list[Result]:
    """Results of every bench there is, one after the other."""
    found: list[Result] = []
    for name in BENCHES:
        print(f"Measuring {name} …", flush=True)
        rows = importlib.import_module(f"tests.bench.{name}").run()
        found += [{"bench": name, **_alike(row)} for row in rows]
    return found


def _alike(row: Result) -> Result:
    """Put the result of a bench without a peer of its own in the same columns."""
    return {
        "what": row.get("what", row.get("work")),
        "ours_s": row.get("ours_s", row.get("seconds")),
        "peer": row.get("peer", ""),
        "peer_s": row.get("peer_s"),
        "ratio": row.get("ratio"),
        "note": row.get("note", ""),
    }


def _number(value: object, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def as_table(rows: list[Result], where: dict[str, object]) -> str:
    """Write the results as a Markdown table."""
    lines = [
        f"{where['machine']}, {where['cores']} cores, Python {where['python']}, {where['date']}",
        "",
        "| what | seconds | peer | its seconds | times as fast | note |",
        "|---|--:|---|--:|--:|---|",
    ]
    for row in rows:
        cells = [
            row["what"],
            _number(row["ours_s"], 4),
            row["peer"],
            _number(row["peer_s"], 4),
            _number(row["ratio"], 2),
            row["note"],
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write."""
    where, rows = machine(), results()
    table = as_table(rows, where)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "table.md").write_text(table, encoding="utf-8")
    text = json.dumps({**where, "results": rows}, indent=1, ensure_ascii=False)
    (FOLDER / "table.json").write_text(text + "\n", encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
