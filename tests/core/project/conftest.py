from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.answering import Known
from core.document import Document, Period, Work
from core.history import History
from core.pipeline import Outcome, run
from core.progress import Progress
from core.project.store import Store
from core.settings import Settings, Source
from ui.starting import default_settings

HEADER = "Customer,Name,Since,Satisfaction,Cost to serve,CLTV"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file of customers."""
    path = tmp_path_factory.mktemp("company") / "customers.csv"
    rows = [
        f"c{n:03},Ännchen {n},2024-03-{1 + n % 28:02},{'' if n % 25 == 0 else n % 10},"
        f"{n * 7 % 90},{n * 13 % 500 + 1}"
        for n in range(200)
    ]
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def outcome(company: Path) -> Outcome:
    settings = replace(default_settings(), sources=(Source(str(company)),))
    return run(settings, {}, Progress())


@pytest.fixture
def store(tmp_path: Path, outcome: Outcome) -> Store:
    """Give a store that holds an analysis."""
    made = Store(tmp_path / "store")
    made.hold(outcome.settings, outcome.results)
    return made


@pytest.fixture
def other_store(tmp_path: Path) -> Store:
    return Store(tmp_path / "other store")


@pytest.fixture
def work(outcome: Outcome) -> Work:
    unread = replace(outcome.settings.sources[0], digest="")
    return just(replace(outcome.settings, sources=(unread,)))


def just(settings: Settings) -> Work:
    """Give the history of a project with one period and nothing to undo."""
    return History(Document((Period(settings),)))


Rerun = Callable[[Store, Settings], Outcome]


@pytest.fixture
def rerun() -> Rerun:
    """Give a way to do an analysis with nothing but what a store holds."""
    return lambda store, settings: run(settings, Known((), store), Progress())
