"""Files that were made to harm who reads them, given to the engine as the window gives them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import UserError
from core.requests import Inspect, Inspected
from core.settings import Source
from tests.conftest import REAL_DATA
from ui.engine_client import EngineClient, ask

GENERATOR = REAL_DATA / "generators" / "make_bombs.py"
LARGE = 30 << 20
"""Bytes of a text file that is only long, which takes long to read and does no other harm."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    if not GENERATOR.is_file():
        pytest.skip("needs the generator of hostile files")
    folder = tmp_path_factory.mktemp("hostile")
    command = [sys.executable, str(GENERATOR), str(folder), "--mb", "100"]
    subprocess.run(command, check=True, capture_output=True)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(path for path in files if path.stat().st_size < LARGE)


@pytest.fixture
def engine() -> Iterator[EngineClient]:
    client = EngineClient()
    yield client
    client.close()


def told(engine: EngineClient, path: Path) -> str:
    """Give what is said of a file; "" if it is read and its rows add up."""
    try:
        answer = ask(engine, Inspect(Source(str(path))), lambda _label, _share: None)
    except UserError as problem:
        return f"{problem.message} {problem.hint}"
    assert isinstance(answer, Inspected)
    assert answer.view.receipt.balances
    return ""


def test_hostile_files_are_read_or_refused_and_the_engine_lives(
    engine: EngineClient, hostile: tuple[Path, ...]
) -> None:
    assert len(hostile) > 60
    said = {path.name: told(engine, path) for path in hostile}
    refused = {name: text for name, text in said.items() if text}
    assert all(name in text for name, text in refused.items())
    assert not any("engine stopped" in text for text in refused.values())
    bombs = [name for name in said if name.startswith(("bomb_", "laughs", "xxe", "quadratic"))]
    read = {name for name in bombs if not said[name]}
    assert read <= {"bomb_styles.xlsx"}  # whose cells are sound, and fit in memory
    secret = (hostile[0].parent / "CANARY_SECRET.txt").read_text(encoding="utf-8").strip()
    assert not any(secret in text for text in said.values())
