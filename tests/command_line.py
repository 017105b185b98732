"""The command line, run within the test; only its engine is a process of its own."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from ui.console import run


@dataclass(frozen=True)
class Done:
    """What a command has left: its exit status, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def nonagon(*words: str | Path) -> Done:
    """Run a command as its users do, without waiting for the interpreter to start."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = _status([str(word) for word in words])
    out.flush()
    return Done(status, out.buffer.getvalue().decode("utf-8"), err.getvalue())


def _status(words: list[str]) -> int:
    try:
        return run(words)
    except SystemExit as end:  # of what only tells something, such as --version
        return int(end.code or 0)
