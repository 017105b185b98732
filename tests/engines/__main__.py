"""Run the scoring and the heavy step on every engine, and compare each customer.

Usage: ``python -m tests.engines PYTHON_WITH_SPARK``. Prints a table; the exit status is 1 if any
customer's segment, tier or action is not the program's, and 2 if an engine is missing.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from core.output.scoring.dialects import written
from core.output.scoring.query import scoring_query
from tests.engines import company, heavy, postgres
from tests.engines.cases import Case, cases

CUSTOMERS = 100_000
EARLIER = "2023-05-31"
"""A last day after which some customers order for the first time."""

_TOLD = 3_000


@dataclass(frozen=True, eq=False)
class Job:
    """A query with the table it reads, and how an answer is judged.

    Attributes
    ----------
    name
        What it is about.
    table, rows
        The table's name and content.
    text
        From a dialect to the query.
    judge
        From an answer to what differs, by what it is.
    """

    name: str
    table: str
    rows: pd.DataFrame
    text: Callable[[str], str]
    judge: Callable[[pd.DataFrame], dict[str, int]]


def main() -> int:
    """Run everything."""
    if postgres.programs() is None or len(sys.argv) < 2:
        _say("PostgreSQL or a Python with Spark is missing.")
        return 2
    with TemporaryDirectory(prefix="nonagon-") as folder:
        jobs = list(_jobs(Path(folder)))
        failures = 0
        for engine, answers in (
            ("DuckDB", _on_duckdb(jobs)),
            ("PostgreSQL", _on_postgres(jobs)),
            ("Spark", _on_spark(jobs, Path(folder), sys.argv[1])),
        ):
            for job, answer, seconds in answers:
                found = job.judge(answer)
                failures += sum(found.values())
                told = ", ".join(f"{name} {count:,}" for name, count in found.items())
                _say(f"{engine:<11}{job.name:<34}{seconds:6.1f} s  different: {told}")
    _say(f"{failures:,} differences." if failures else "Every customer is the same everywhere.")
    return 1 if failures else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _jobs(folder: Path) -> Iterator[Job]:
    path, orders = folder / "customers.csv", folder / "orders.csv"
    company.customers(CUSTOMERS).to_csv(path, index=False)
    for case in cases(path):
        yield _scoring_job(case)
    rows = company.orders(CUSTOMERS)
    rows.to_csv(orders, index=False)
    for last in ("", EARLIER):
        yield _orders_job(orders, rows, last)


def _orders_job(path: Path, rows: pd.DataFrame, last: str) -> Job:
    made = heavy.heavy(path, rows, last)
    return Job(
        f"{len(rows):,} orders{f' to {last}' if last else ''}",
        "orders",
        rows,
        lambda dialect: written(made.query, dialect),
        lambda answer: {"cells": heavy.differences(made.expected, answer)},
    )


def _scoring_job(case: Case) -> Job:
    query = scoring_query(case.scoring, "customers")
    return Job(
        case.name,
        "customers",
        case.customers.reset_index(),
        lambda dialect: written(query, dialect),
        lambda answer: _different(case.expected, answer),
    )


def _different(expected: pd.DataFrame, found: pd.DataFrame) -> dict[str, int]:
    """Count the customers whose segment, tier or action is not the program's."""
    found = found.sort_values("customer_id", ignore_index=True)
    if expected["customer_id"].tolist() != found["customer_id"].tolist():
        return {"customers": len(expected)}
    codes = pd.to_numeric(found["segment_code"].replace("", None)).fillna(0)
    return {
        "segment": int((codes.astype(int) != expected["segment_code"]).sum()),
        "tier": int((found["tier"].fillna("") != expected["tier"]).sum()),
        "action": int((found["action"].fillna("") != expected["action"]).sum()),
    }


Answer = tuple[Job, pd.DataFrame, float]


def _on_duckdb(jobs: list[Job]) -> Iterator[Answer]:
    for job in jobs:
        with duckdb.connect() as connection:
            connection.register(job.table, job.rows)
            start = time.perf_counter()
            answer = connection.execute(job.text("duckdb")).df()
            yield job, answer, time.perf_counter() - start


def _on_postgres(jobs: list[Job]) -> Iterator[Answer]:
    programs = postgres.programs()
    assert programs is not None
    with postgres.running(programs) as server:
        loaded = ""
        for job in jobs:
            if loaded != job.table:
                server.load(job.table, job.rows)
                loaded = job.table
            start = time.perf_counter()
            yield job, server.answer(job.text("postgres")), time.perf_counter() - start


def _on_spark(jobs: list[Job], folder: Path, python: str) -> Iterator[Answer]:
    """Answer all of them in one session, since starting one takes long."""
    asked = [_written_down(job, folder / f"job{place}") for place, job in enumerate(jobs)]
    listed = folder / "jobs.json"
    listed.write_text(json.dumps(asked), encoding="utf-8")
    script = str(Path(__file__).with_name("on_spark.py"))
    with (folder / "spark.log").open("w", encoding="utf-8") as log:
        run = subprocess.run([python, script, str(listed)], check=False, stdout=log, stderr=log)
    if run.returncode:
        _say((folder / "spark.log").read_text(encoding="utf-8")[-_TOLD:])
        raise SystemExit(run.returncode)
    for job, place in zip(jobs, asked, strict=True):
        answer = duckdb.read_parquet(f"{place['answer']}/*.parquet").df()
        seconds = float(Path(f"{place['answer']}.seconds").read_text(encoding="utf-8"))
        yield job, answer, seconds


def _written_down(job: Job, place: Path) -> dict[str, str]:
    rows, query = f"{place}.parquet", Path(f"{place}.sql")
    duckdb.from_df(job.rows).write_parquet(rows)
    query.write_text(job.text("spark"), encoding="utf-8")
    return {"table": job.table, "rows": rows, "query": str(query), "answer": f"{place}.answer"}


if __name__ == "__main__":
    sys.exit(main())
