"""Whatever system call a save ends at, and however, the old or the new state is there."""

import os
import re
import signal
from collections import Counter
from pathlib import Path

import pytest

from core.project.saving import tidy
from tests.reliability.conftest import Often
from tests.reliability.deeds import CANARY, DEEDS, NAME, Desk
from tests.reliability.stage import Ended, Stage, copy_of, needs_strace

CALLS = (
    *("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "ftruncate", "fallocate"),
    *("copy_file_range", "sendfile", "rename", "renameat", "renameat2", "link", "linkat", "unlink"),
    *("unlinkat", "mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "utimensat"),
)
"""All that change something on the disk."""

ENDS = {
    "killed": "signal=SIGKILL:when={}",
    "error": "error=EIO:when={}",
    "full": "error=ENOSPC:when={}+",
}
GROWING = {"write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "copy_file_range"}


def calls_of(stage: Stage, desk: Desk, deed: str, folder: Path) -> Counter[str]:
    """Count the system calls of a deed that change something, by name."""
    log = folder / "calls"
    done = stage.play(copy_of(desk, folder).folder, deed, log, "-e", f"trace={','.join(CALLS)}")
    assert done.told
    found = re.findall(r"^\d+ +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    return Counter(name for name in found if name in CALLS)


@needs_strace
@pytest.mark.parametrize("end", list(ENDS))
@pytest.mark.parametrize("deed", list(DEEDS))
def test_the_old_or_the_new_state_is_there_whichever_call_is_the_last(
    desk: Desk, stage: Stage, tmp_path: Path, deed: str, end: str, often: Often
) -> None:
    calls = calls_of(stage, desk, deed, tmp_path)
    cases = [
        (name, place)
        for name, count in calls.items()
        for place in range(1, count + 1)
        if end != "full" or name in GROWING
    ]
    found: Counter[str] = Counter()
    for name, place in cases[:: often(max(len(cases) // 4, 1), 1)]:
        mine = copy_of(desk, tmp_path)
        option = f"inject={name}:{ENDS[end].format(place)}"
        ended = stage.play(mine.folder, deed, Path(os.devnull), "-e", option)
        path = mine.recovery if deed == "autosave" else mine.project
        state = mine.state(path)
        case = (name, place, state, ended)
        assert state == 2 if ended.told else state in {1, 2}, case
        # Not every run makes each call as often; one that got through has done its deed.
        expected = {0, -signal.SIGKILL} if end == "killed" else {0, 2}
        assert ended.status in expected, case
        if deed == "forget":
            _check_forgotten(mine, ended)
        tidy(path)
        assert [left.name for left in path.parent.iterdir()] == [NAME], case
        found[f"state {state}{', told' if ended.told else ''}"] += 1
    print(f"{deed}, {end}: {len(cases)} cases, {dict(found)}")


def _check_forgotten(desk: Desk, ended: Ended) -> None:
    """See that every copy still opens, and that none knows the customer once that was said."""
    for path in (desk.project, desk.recovery, *desk.versions.glob("*.nonagon")):
        desk.state(path)
        if ended.told:
            assert CANARY.encode() not in path.read_bytes()
