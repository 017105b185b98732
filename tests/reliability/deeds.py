"""One project and what is done to it; every deed ends in a state with a number.

``python -m tests.reliability.deeds`` does the deeds that are named on its standard input.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.actions.advice import advise
from core.chores import ForgetCustomer, OpenProject, ProjectOpened, ProjectSaved, SaveProject
from core.document import Document, Period, Work
from core.errors import UserError
from core.history import History
from core.keeping import Keeper
from core.pipeline import Outcome, keys
from core.project import container, upgrades
from core.project.container import read_container
from core.project.saving import open_project
from core.project.store import Store
from core.settings import Kind, PlanSettings, Recipe, Role, Settings, Source
from core.tables.sources import Column, ColumnType, Receipt, SourceTable
from tests.reliability.exports import EXPORTS

ROWS = 300
CANARY = f"customer {ROWS - 1}"
PROJECT = "5eed"
DONE = b"DONE\n"
READY, GO = "ready", "go"
"""Files that tell that a child is ready to begin, and that it may."""

NAME = "company.nonagon"


def settings(state: int) -> Settings:
    """Give the settings of a numbered state."""
    source = Source("/nowhere/base.csv", Recipe(encoding="utf-8"), digest="d" * 64)
    return Settings(sources=(source,), plan=PlanSettings(budget=float(state)))


def source(rows: int = ROWS) -> SourceTable:
    """Give a table that takes some kilobytes."""
    random = np.random.default_rng(1)
    table = pd.DataFrame(
        {
            "Customer": pd.array([f"customer {n}" for n in range(rows)], dtype="str"),
            "Town": pd.Categorical([f"town {n % 17}" for n in range(rows)]),
            "Value": random.normal(size=rows),
        },
        index=pd.Index(np.arange(2, rows + 2), name="row"),
    )
    made = settings(0).sources[0]
    return SourceTable(
        name="base.csv",
        path=made.path,
        digest=made.digest,
        recipe=made.recipe,
        sheets=(),
        kind=Kind.PROFILES,
        kind_reason="",
        columns=(Column("Customer", ColumnType.TEXT, Role.CUSTOMER, "", rows),),
        raw=table,
        table=table,
        receipt=Receipt("base.csv", rows + 1, 1, rows, 0, 0, 0, 0),
        set_aside=(),
        questions=(),
        notes=(),
    )


def analysed(state: int) -> Outcome:
    """Give an analysis with results, of which one is new in each state."""
    chosen = settings(state)
    chosen_ones = (np.arange(ROWS) % 7 == state).astype(np.int8)
    planned = replace(advise(None, (), ROWS), planned=chosen_ones)
    return Outcome(chosen, {"source 0": source(), "planned": planned}, keys(chosen))


def work(state: int) -> Work:
    """Give the history of a numbered state."""
    return History(Document((Period(settings(state)),)))


def assert_same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """See that two tables have the same rows, whatever words their categories know."""
    pd.testing.assert_frame_equal(one, other, check_categorical=False)


def state_of(path: Path) -> int:
    """Give the number of the state of a project, 0 if it cannot be opened."""
    try:
        contents = read_container(path, None)
    except (UserError, OSError):
        return 0
    values = contents.texts["work.json"]["values"]
    return 2 if any(map(_is_second, values)) else 1


def _is_second(value: Any) -> bool:
    return isinstance(value, dict) and value.get("budget") == 2.0


class Desk:
    """A folder with a project, its versions and its recovery copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "documents" / NAME
        self.recovery = folder / "recovery" / "window" / NAME
        self.versions = folder / "versions"

    @cached_property
    def store(self) -> Store:
        """The engine's side of the desk."""
        return Store(self.folder / "scratch")

    @cached_property
    def keeper(self) -> Keeper:
        return Keeper(self.store, lambda state: analysed(state) if state else None)

    def prepare(self) -> None:
        """Put the project in its first state, and the recovery copy too."""
        for path in (self.project, self.recovery):
            path.parent.mkdir(parents=True)
            self.save(1, path)

    def save(self, state: int, path: Path | None = None) -> None:
        """Save the project in a numbered state."""
        found = self.keeper.do(
            SaveProject(
                path=str(path or self.project),
                work=work(state),
                project=PROJECT,
                serial=state,
                versions=str(self.versions) if path is None else "",
                now=datetime(2026, 11, 1, tzinfo=UTC).timestamp(),
            )
        )
        assert isinstance(found, ProjectSaved)

    def upgrade(self) -> None:
        """Open the project as one of an older format, and save it in today's."""
        container.upgraded = lambda texts, _written: _as_second_state(texts)
        opened = self.keeper.do(OpenProject(str(self.project)))
        assert isinstance(opened, ProjectOpened)
        chore = SaveProject(str(self.project), opened.work, PROJECT, versions=str(self.versions))
        self.keeper.do(chore)

    def forget(self) -> None:
        """Forget the last customer in the project, its versions and the recovery copy."""
        saving = SaveProject(str(self.project), work(2), PROJECT, 2, versions=str(self.versions))
        self.keeper.do(ForgetCustomer(CANARY, saving, str(self.recovery.parents[1])))

    def state(self, path: Path | None = None) -> int:
        """Open the project as anybody would, read its tables, and give the number of its state."""
        store = Store(self.folder / "reading")
        found = store.take(open_project(path or self.project, "", store.pool))
        [result] = (store[key] for key in store if key[0] == "source")
        state, table = int(found.present.settings.plan.budget or 0), source().table
        if len(result.table) < len(table):
            table = table[table["Customer"] != CANARY]
        assert_same(result.table, table)
        return state


def _as_second_state(texts: upgrades.Texts) -> upgrades.Texts:
    values = [
        {**value, "budget": 2.0} if isinstance(value, dict) and "budget" in value else value
        for value in texts["work.json"]["values"]
    ]
    return {**texts, "work.json": {**texts["work.json"], "values": values}}


DEEDS: dict[str, Callable[[Desk], Any]] = {
    "save": lambda desk: desk.save(2),
    "autosave": lambda desk: desk.save(2, desk.recovery),
    "upgrade": Desk.upgrade,
    "forget": Desk.forget,
}
"""Each leads from the first state of a project to the second."""


def do(desk: Desk, deed: str) -> int:
    """Do one deed, and say when it is done; return 2 for a problem that the user is told."""
    try:
        if deed in EXPORTS:
            EXPORTS[deed](desk.folder)
        else:
            DEEDS[deed](desk)
    except UserError:
        return 2
    with contextlib.suppress(OSError):
        os.write(1, DONE)
    return 0


def wait_for(path: Path) -> None:
    """Wait until there is a file."""
    while not path.exists():
        time.sleep(0.005)


def serve() -> None:
    """Do deeds in children, which have everything loaded and wait to be let go.

    Reads lines of a folder and a deed, and writes the child's number, what the child says, and
    how it ended.
    """
    for line in sys.stdin:
        folder, deed = line.split()
        child = os.fork()
        if child == 0:
            desk = Desk(Path(folder))
            assert desk.keeper
            (desk.folder / READY).touch()
            wait_for(desk.folder / GO)
            os._exit(do(desk, deed))
        wait_for(Path(folder) / READY)
        os.write(1, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    serve()
