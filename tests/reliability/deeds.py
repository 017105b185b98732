"""One project and what is done to it; every deed ends in a state with a number.

``python -m tests.reliability.deeds FOLDER DEED`` does one deed and says DONE when it has
been told to the user.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from core.chores import ProjectSaved, SaveProject
from core.document import Document, Period, Work
from core.errors import UserError
from core.history import History
from core.keeping import Keeper
from core.project import upgrades
from core.project.container import read_container
from core.project.saving import open_project
from core.project.store import Store
from core.settings import Kind, Recipe, Settings, Source
from core.tables.sources import Receipt, SourceTable

ROWS = 300
PROJECT = "5eed"
DONE = b"DONE\n"
NAME = "company.nonagon"


def settings(state: int) -> Settings:
    """Give the settings of a numbered state."""
    source = Source("/nowhere/base.csv", Recipe(encoding="utf-8"), digest="d" * 64)
    return Settings(sources=(source,), budget=float(state))


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
        columns=(),
        raw=table,
        table=table,
        receipt=Receipt("base.csv", rows + 1, 1, rows, 0, 0, 0, 0),
        set_aside=(),
        questions=(),
        notes=(),
    )


def work(state: int) -> Work:
    """Give the history of a numbered state."""
    return History(Document((Period(settings(state)),)))


def state_of(path: Path) -> int:
    """Give the number of the state of a project, 0 if it cannot be opened."""
    try:
        contents = read_container(path, None)
    except (UserError, OSError):
        return 0
    return 2 if 2.0 in contents.texts["work.json"]["values"] else 1


class Desk:
    """A folder with a project, its versions and its recovery copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "documents" / NAME
        self.recovery = folder / "recovery" / NAME
        self.versions = folder / "versions"

    @cached_property
    def store(self) -> Store:
        """The engine's side of the desk, with an analysis that is held."""
        made = Store(self.folder / "scratch")
        made.hold(settings(0), {"source 0": source()})
        return made

    @cached_property
    def keeper(self) -> Keeper:
        return Keeper(self.store, lambda _serial: None)

    def prepare(self) -> None:
        """Put the project in its first state, and the recovery copy too."""
        for path in (self.project, self.recovery):
            path.parent.mkdir()
            self.save(1, path)

    def save(self, state: int, path: Path | None = None) -> None:
        """Save the project in a numbered state."""
        found = self.keeper.do(
            SaveProject(
                path=str(path or self.project),
                work=work(state),
                project=PROJECT,
                versions=str(self.versions) if path is None else "",
                now=datetime(2026, 11, 1, tzinfo=UTC).timestamp(),
            )
        )
        assert isinstance(found, ProjectSaved)

    def upgrade(self) -> None:
        """Open the project as one of an older format, and save it in today's."""
        upgrades.UPGRADES[0] = _as_second_state
        opened = open_project(self.project, "", self.store.pool)
        upgraded = replace(opened, texts=upgrades.upgraded(opened.texts, 0))
        made = self.store.take(upgraded)
        chore = SaveProject(str(self.project), made, PROJECT, versions=str(self.versions))
        self.keeper.do(chore)

    def state(self, path: Path | None = None) -> int:
        """Open the project as anybody would, read its tables, and give the number of its state."""
        store = Store(self.folder / "reading")
        found = store.take(open_project(path or self.project, "", store.pool))
        [result] = store.values()
        pd.testing.assert_frame_equal(result.table, source().table)
        return int(found.present.settings.budget or 0)


def _as_second_state(texts: upgrades.Texts) -> upgrades.Texts:
    values = [2.0 if value == 1.0 else value for value in texts["work.json"]["values"]]
    return {**texts, "work.json": {**texts["work.json"], "values": values}}


DEEDS: dict[str, Callable[[Desk], Any]] = {
    "save": lambda desk: desk.save(2),
    "autosave": lambda desk: desk.save(2, desk.recovery),
    "upgrade": Desk.upgrade,
}
"""Each leads from the first state to the second."""


def main(words: list[str]) -> int:
    """Do one deed, and say when it is done; return 2 for a problem that the user is told."""
    folder, deed = words
    try:
        DEEDS[deed](Desk(Path(folder)))
    except UserError:
        return 2
    with contextlib.suppress(OSError):
        os.write(1, DONE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
