"""After a power cut a project is as it was, or as it was saved; a control shows that it is hard."""

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.reliability.conftest import Often
from tests.reliability.deeds import DONE, NAME, Desk, state_of
from tests.reliability.power import OPTIONS, Forced, Step, after_a_cut, steps_from
from tests.reliability.stage import Stage, copy_of, needs_strace


@pytest.fixture(scope="module")
def recorded(
    desk: Desk, stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], list[Step], Path]:
    """Give the files before a save, its steps, and the path of the project."""
    folder = tmp_path_factory.mktemp("recorded")
    mine, log = copy_of(desk, folder), folder / "calls"
    before = {str(path): path.read_bytes() for path in mine.project.parent.iterdir()}
    assert stage.play(mine.folder, "save", log, *OPTIONS).told
    steps = steps_from(log.read_text(encoding="ascii"), DONE)
    ours = [
        step
        for step in steps
        if str(mine.project.parent) in getattr(step, "path", "") or not (hasattr(step, "path"))
    ]
    return before, ours, mine.project


def after_cuts(
    before: dict[str, bytes], steps: list[Step], project: Path, folder: Path, times: int
) -> Counter[str]:
    """Count how projects are found after that many power cuts."""
    found: Counter[str] = Counter()
    for number in range(times):
        files, told = after_a_cut(before, steps, random.Random(number))
        folder.mkdir()
        (folder / NAME).write_bytes(files.get(str(project), b""))
        state = state_of(folder / NAME)
        shutil.rmtree(folder)
        lost = state == 1 and told
        found["lost" if lost else ("unopenable", "old", "new")[state]] += 1
    return found


@needs_strace
def test_no_power_cut_loses_what_was_saved(
    recorded: tuple[dict[str, bytes], list[Step], Path], tmp_path: Path, often: Often
) -> None:
    found = after_cuts(*recorded, tmp_path / "disk", often(200, 3_000))
    print(dict(found))
    assert set(found) == {"old", "new"}


@needs_strace
def test_without_forcing_anything_to_the_disk_one_cut_in_ten_does_harm(
    recorded: tuple[dict[str, bytes], list[Step], Path], tmp_path: Path, often: Often
) -> None:
    before, steps, project = recorded
    careless = [step for step in steps if not isinstance(step, Forced)]
    assert len(careless) < len(steps)
    times = often(200, 3_000)
    found = after_cuts(before, careless, project, tmp_path / "disk", times)
    print(dict(found))
    assert found["lost"] + found["unopenable"] >= times / 10
