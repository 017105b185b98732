import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.project import encryption
from tests.reliability.deeds import Desk
from tests.reliability.stage import Stage

FULL = os.environ.get("NONAGON_RELIABILITY") == "full"

Often = Callable[[int, int], int]


@pytest.fixture(scope="session")
def often() -> Often:
    """Give how often something is tried: the first number with all tests, else the second."""
    return lambda quick, full: full if FULL else quick


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make keys in no time; how dear a password is to guess is not what is tried here."""
    monkeypatch.setattr(encryption.seal, "__defaults__", (2,))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give a desk with a project in its first state."""
    folder = tmp_path_factory.mktemp("desk")
    made = Desk(folder)
    made.prepare()
    return made


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    """Give a stage for deeds under the eyes of strace."""
    made = Stage()
    yield made
    made.close()


@pytest.fixture
def own_desk(desk: Desk, tmp_path: Path) -> Desk:
    """Give a desk of one's own, in the first state."""
    folder = tmp_path / "desk"
    shutil.copytree(desk.folder, folder)
    return Desk(folder)
