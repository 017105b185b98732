"""Opening and closing a project many times leaves nothing behind."""

import os
from pathlib import Path

from core.chores import CloseProject, OpenProject, ProjectOpened
from core.keeping import Keeper
from core.project.store import Store
from tests.reliability.conftest import Often
from tests.reliability.deeds import Desk


def open_files() -> int:
    place = Path("/proc/self/fd")
    return len(list(place.iterdir())) if place.exists() else 0


def memory() -> int:
    """Give the memory in use, in megabytes; 0 where the system does not tell."""
    place = Path("/proc/self/statm")
    pages = int(place.read_text().split()[1]) if place.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def test_nothing_is_left_of_a_project_that_was_opened_and_closed(
    own_desk: Desk, tmp_path: Path, often: Often
) -> None:
    store = Store(tmp_path / "scratch")
    keeper = Keeper(store, lambda _serial: None)
    handles = used = 0
    for cycle in range(often(60, 500)):
        assert isinstance(keeper.do(OpenProject(str(own_desk.project))), ProjectOpened)
        assert all(result is not None for result in store.values())
        keeper.do(CloseProject())
        if cycle == 20:
            handles, used = open_files(), memory()
    assert list(store.pool.folder.iterdir()) == []
    assert [path.name for path in own_desk.project.parent.iterdir()] == [own_desk.project.name]
    assert open_files() <= handles
    print(f"{memory() - used} MB more after all cycles")
    assert memory() - used < 30
