import subprocess
import sys
from pathlib import Path

import pytest

from core.output.handing import hand_over
from core.output.holding import HELD, held_folder, remove_leftovers
from core.output.writing import aside_prefix

BUILDING = """
import sys
from pathlib import Path
from core.output.holding import held_folder
from core.output.writing import aside_prefix
target = Path(sys.argv[1])
with held_folder(target.parent, aside_prefix(target)) as folder:
    (folder / target.name).write_text("customers")
    print(folder, flush=True)
    sys.stdin.read()
"""


def building(target: Path) -> tuple["subprocess.Popen[str]", Path]:
    """Start another program that builds a file; give the folder in which it does."""
    started = subprocess.Popen(
        [sys.executable, "-c", BUILDING, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    return started, Path(started.stdout.readline().strip())


@pytest.mark.parametrize("name", ["list.csv", "another.csv"])
def test_what_an_ended_program_was_building_is_removed_by_the_next_export(
    tmp_path: Path, name: str
) -> None:
    started, folder = building(tmp_path / "list.csv")
    with started:
        started.kill()
    assert (folder / "list.csv").is_file()
    hand_over(tmp_path / name, lambda fresh: fresh.touch(), lambda _fresh: None)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["list.csv", "another.csv"])
def test_what_somebody_still_builds_stays(tmp_path: Path, name: str) -> None:
    started, folder = building(tmp_path / "list.csv")
    with started:
        remove_leftovers(tmp_path, aside_prefix(tmp_path / name))
        there = (folder / "list.csv").is_file()
        started.communicate("")
    assert there
    assert not folder.exists()


def test_what_is_not_surely_ours_stays(tmp_path: Path) -> None:
    kept = [".nonagon-notes", ".nonagon-0123456789ab-x y", ".nonagon-0123456789ab-abc"]
    for name in kept:
        (tmp_path / name).mkdir()
    (tmp_path / ".nonagon-0123456789ab-lock").touch()
    link = tmp_path / ".nonagon-0123456789ab-link"
    link.symlink_to(tmp_path)
    remove_leftovers(tmp_path, aside_prefix(tmp_path / "list.csv"))
    assert len(list(tmp_path.iterdir())) == len(kept) + 2


def test_nothing_is_left_of_a_folder_afterwards(tmp_path: Path) -> None:
    with held_folder(tmp_path, aside_prefix(tmp_path / "list.csv")) as folder:
        assert (folder / HELD).is_file()
    assert not list(tmp_path.iterdir())
