"""PostgreSQL in a cluster of its own, which lives as long as it is needed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_float_dtype, is_integer_dtype

FOLDERS = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"
"""Who runs the server where root may not; comes with the Debian package."""


class Postgres:
    """A running server.

    Parameters
    ----------
    programs
        The folder with the server's programs.
    folder
        Where the cluster, its socket and files lie.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder

    def load(self, table: str, rows: pd.DataFrame) -> None:
        """Fill a table anew."""
        file = self._folder / "rows.csv"
        rows.to_csv(file, index=False)
        file.chmod(0o644)
        columns = ", ".join(f"{quoted(name)} {kind_of(rows[name])}" for name in rows)
        self.say(f"CREATE TABLE {table} ({columns});")
        full = ", ".join(quoted(name) for name in rows if _has_text_everywhere(rows[name]))
        options = f"FORMAT csv, HEADER{f', FORCE_NOT_NULL ({full})' if full else ''}"
        self.say(f"\\copy {table} FROM '{file}' WITH ({options})\nANALYZE {table};")

    def answer(self, query: str) -> pd.DataFrame:
        """Answer a query; every cell as text, "" for nothing."""
        file = self._folder / "answer.csv"
        with file.open("w", encoding="utf-8") as output:
            self.say(f"COPY (\n{query}\n) TO STDOUT WITH (FORMAT csv, HEADER);", output.fileno())
        return pd.read_csv(file, dtype=str, keep_default_na=False)

    def say(self, words: str, output: int = subprocess.DEVNULL) -> None:
        """Say something to the server."""
        script = self._folder / "words.sql"
        script.write_text(words, encoding="utf-8")
        script.chmod(0o644)
        options = ("-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", str(script))
        self._run("psql", "-h", str(self._folder), *options, output=output)

    def start(self) -> None:
        """Make the cluster and start the server, which listens to a socket in its folder only."""
        cluster = str(self._folder / "cluster")
        language = ("--locale-provider=icu", "--icu-locale=en", "--encoding=UTF8")
        self._run("initdb", "-D", cluster, "--auth=trust", "--no-sync", *language)
        options = f"-k {self._folder} -h '' -c fsync=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", cluster, "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop the server."""
        self._run("pg_ctl", "-D", str(self._folder / "cluster"), "-w", "-m", "fast", "stop")

    def _run(self, program: str, *options: str, output: int = subprocess.DEVNULL) -> None:
        user = ACCOUNT if os.geteuid() == 0 else None
        command = (str(self._programs / program), *options)
        subprocess.run(
            command,
            check=True,
            user=user,
            cwd=self._folder,
            stdout=output,
            stdin=subprocess.DEVNULL,
        )


def programs() -> Path | None:
    """Give the folder with the programs of the newest server; None if there is none."""
    found = sorted(FOLDERS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def running(programs_: Path) -> Iterator[Postgres]:
    """Run a server in a temporary cluster."""
    with TemporaryDirectory(prefix="nonagon-") as place:
        if os.geteuid() == 0:
            shutil.chown(place, ACCOUNT)
        server = Postgres(programs_, Path(place))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def kind_of(column: pd.Series) -> str:
    """Give the type of a column in PostgreSQL."""
    if is_float_dtype(column.dtype):
        return "DOUBLE PRECISION"
    if is_integer_dtype(column.dtype):
        return "BIGINT"
    return "TIMESTAMP" if is_datetime64_any_dtype(column.dtype) else "TEXT"


def _has_text_everywhere(column: pd.Series) -> bool:
    """Whether an empty text is one, and no gap."""
    return kind_of(column) == "TEXT" and bool(column.notna().all())


def quoted(name: str) -> str:
    """Give a name in quotes."""
    return '"' + name.replace('"', '""') + '"'
