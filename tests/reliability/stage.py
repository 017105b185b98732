"""Where deeds are done while strace looks on, and interferes."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.reliability.deeds import GO, Desk

CHECKOUT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}

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


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@dataclass(frozen=True)
class Ended:
    """How a deed ended: whether the user was told that it is done, and its exit status."""

    told: bool
    status: int


class Stage:
    """Has deeds done under the eyes of strace."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.reliability.deeds"],
            cwd=CHECKOUT,
            env=ENVIRONMENT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def _line(self) -> str:
        assert self._server.stdout is not None
        return self._server.stdout.readline()

    def play(self, folder: Path, deed: str, log: Path, *options: str) -> Ended:
        """Do a deed with strace looking on, and interfering as the options say."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{folder} {deed}\n")
        self._server.stdin.flush()
        child = int(self._line())
        command = ["strace", "-f", "-qq", "-p", str(child), "-o", str(log), *options]
        with subprocess.Popen(command) as watcher:
            _wait_until_watched(child)
            (folder / GO).touch()
            lines = [self._line()]
            while not lines[-1].startswith("ended"):
                lines.append(self._line())
            with contextlib.suppress(ProcessLookupError):
                watcher.wait(10)
        return Ended("DONE\n" in lines, int(lines[-1].split()[1]))


def _wait_until_watched(process: int) -> None:
    for _ in range(2_000):
        if "TracerPid:\t0\n" not in Path(f"/proc/{process}/status").read_text():
            return
        time.sleep(0.005)
    message = "strace does not come"
    raise TimeoutError(message)


def copy_of(desk: Desk, folder: Path) -> Desk:
    """Give a fresh desk in the first state."""
    place = folder / "desk"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(desk.folder, place)
    return Desk(place)


def calls_of(stage: Stage, desk: Desk, deed: str, folder: Path) -> Counter[str]:
    """Count the system calls of a deed that change something, by name."""
    log = folder / "calls"
    done = stage.play(copy_of(desk, folder).folder, deed, log, "-e", f"trace={','.join(CALLS)}")
    assert done.told
    found = re.findall(r"^\d+ +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)
    return Counter(name for name in found if name in CALLS)


def cases_of(calls: Counter[str], end: str) -> list[tuple[str, int]]:
    """Give every call that a deed can end at in some way: its name, and which one of that name."""
    return [
        (name, place)
        for name, count in calls.items()
        for place in range(1, count + 1)
        if end != "full" or name in GROWING
    ]
