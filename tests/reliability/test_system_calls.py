"""Whatever system call a save ends at, and however, the old or the new state is there."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from core.project.saving import tidy
from tests.reliability.conftest import Often
from tests.reliability.deeds import DEEDS, DONE, NAME, Desk

CHECKOUT = Path(__file__).parents[2]
CALLS = (
    "write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,fallocate,copy_file_range,sendfile,"
    "rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod"
)
GROWING = "write,pwrite64,writev,pwritev,ftruncate,fallocate,copy_file_range,sendfile"
ENDS = {
    "killed": f"inject={CALLS}:signal=SIGKILL:when={{place}}",
    "error": f"inject={CALLS}:error=EIO:when={{place}}",
    "full": f"inject={GROWING}:error=ENOSPC:when={{place}}+",
}
ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


def traced(folder: Path, deed: str, *options: str) -> subprocess.CompletedProcess[bytes]:
    """Do a deed under the eyes of strace."""
    command = ["strace", "-f", "--seccomp-bpf", "-qq", *options]
    command += [sys.executable, "-m", "tests.reliability.deeds", str(folder), deed]
    return subprocess.run(
        command, cwd=CHECKOUT, env=ENVIRONMENT, capture_output=True, check=False, timeout=120
    )


def calls_of(desk: Desk, deed: str, folder: Path) -> int:
    """Count the system calls of a deed that change something."""
    log = folder / "calls"
    done = traced(copy_of(desk, folder).folder, deed, "-o", str(log), "-e", f"trace={CALLS}")
    assert DONE in done.stdout, done.stderr
    names = "|".join(CALLS.split(","))
    return sum(bool(re.search(rf"\b({names})\(", line)) for line in log.read_text().splitlines())


def copy_of(desk: Desk, folder: Path) -> Desk:
    """Give a fresh desk in the first state."""
    place = folder / "desk"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(desk.folder, place)
    return Desk(place)


@needs_strace
@pytest.mark.parametrize("end", list(ENDS))
@pytest.mark.parametrize("deed", list(DEEDS))
def test_the_old_or_the_new_state_is_there_whichever_call_is_the_last(
    desk: Desk, tmp_path: Path, deed: str, end: str, often: Often
) -> None:
    if deed != "save" and often(1, 0):
        pytest.skip("only with make test-reliability")
    count = calls_of(desk, deed, tmp_path)
    assert count > 20
    found: Counter[str] = Counter()
    for place in range(1, count + 1, often(count // 3, 1)):
        mine = copy_of(desk, tmp_path)
        option = ENDS[end].format(place=place)
        done = traced(mine.folder, deed, "-o", os.devnull, "-e", f"trace={CALLS}", "-e", option)
        told = DONE in done.stdout
        path = mine.recovery if deed == "autosave" else mine.project
        state = mine.state(path)
        assert state == 2 if told else state in {1, 2}, (place, state, done.stderr[-500:])
        assert end == "killed" or done.returncode in {0, 2}, (place, done.stderr[-2000:])
        tidy(path)
        assert [left.name for left in path.parent.iterdir()] == [NAME]
        found[f"state {state}{', told' if told else ''}"] += 1
    print(f"{deed}, {end}: {count} calls, {dict(found)}")
