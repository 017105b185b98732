"""What every test can ask for, and the surroundings in which all of them run."""

import multiprocessing
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from PySide6.QtGui import QGuiApplication

from ui import engine_client

CHECKOUT = Path(__file__).resolve().parent.parent
REAL_DATA = Path(os.environ.get("NONAGON_DATA") or CHECKOUT.parent / "shared" / "data")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")  # another encoding makes Qt warn, and warnings fail

hypothesis.settings.register_profile(
    "same-every-time",
    deadline=None,  # a busy machine is no fault of the code
    derandomize=True,
    database=None,
)
hypothesis.settings.load_profile("same-every-time")


@pytest.fixture(scope="session", autouse=True)
def _home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Leave the settings and recent files of the person who runs the tests untouched."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _engines_at_hand() -> Iterator[None]:
    """Start engines from a process that has loaded all they need, which saves each a second.

    That an engine starts as the program starts it is shown where it is started by `main.py`.
    """
    if sys.platform == "win32":
        yield
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["core.answering"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_client, "PROCESSES", context)
        yield


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Give the folder of real data; without it the test is skipped."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"needs the real data, which are not in {REAL_DATA} (or set NONAGON_DATA)")
    return REAL_DATA


@pytest.fixture
def checkout() -> Path:
    """Give the top folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session", autouse=True)
def _clipboard_left_empty() -> Iterator[None]:
    """Empty the clipboard while Qt is there; what is left in it ends the process in a fault."""
    yield
    if QGuiApplication.instance() is not None:
        QGuiApplication.clipboard().clear()
