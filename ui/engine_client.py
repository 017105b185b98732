"""Starts the engine process and talks with it; the only module that does.

It knows no window, so both faces use it: the command line waits for each message, the
window has `ui.desktop.engine_bridge` wait on a thread.
"""

import contextlib
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from core.chores import Chore, Do, Done, Result
from core.engine import serve
from core.errors import LockedError, UserError
from core.requests import (
    Answer,
    Ask,
    Broke,
    Died,
    Failed,
    Finished,
    Lookup,
    Message,
    Progressed,
    Request,
    Stop,
    Stopped,
)

SCRATCH_PREFIX = "nonagon-"
PROCESSES = multiprocessing.get_context("spawn")
"""How engines are started: alike on all systems, and with nothing of this process in them."""

FATAL_HINT = (
    "Save the file again with the program that made it, or as CSV, and try once more; "
    "if it is very large, leave out what is not needed."
)


class EngineFaultError(Exception):
    """The engine met a fault of the program; the text is the engine's traceback."""


class EngineClient:
    """One engine process at a time, started when it is first needed and after it has died.

    Attributes
    ----------
    pending
        Number of the request that has no answer yet; 0 if there is none.
    chores
        Numbers of the chores that are not done yet.
    """

    def __init__(self) -> None:
        wipe_stale_scratch()
        self._scratch = tempfile.mkdtemp(prefix=f"{SCRATCH_PREFIX}{os.getpid()}-")
        self._connection: Connection | None = None
        self._process: SpawnProcess | None = None
        self._last = self._last_lookup = self._last_chore = 0
        self.pending = 0
        self.chores: set[int] = set()

    @property
    def running(self) -> bool:
        """Whether the engine has been started and has not been found dead since."""
        return self._process is not None

    def start(self) -> None:
        """Start the engine if it is not running."""
        if self._process is not None:
            return
        ours, theirs = PROCESSES.Pipe()
        self._process = PROCESSES.Process(
            target=serve, args=(theirs, self._scratch), name="nonagon-engine", daemon=True
        )
        self._process.start()
        theirs.close()  # so that the engine's death is seen as the end of the messages
        self._connection = ours

    def send(self, request: Request) -> int:
        """Ask the engine, superseding what it was asked before; return the request's number."""
        self.start()
        self._last += 1
        self.pending = self._last
        self._tell((self._last, request))
        return self._last

    def look_up(self, lookup: Lookup) -> int:
        """Ask about an analysis, beside other work; return the lookup's number.

        The answer is lost if the engine dies first.
        """
        self._last_lookup += 1
        self._tell(Ask(self._last_lookup, lookup))
        return self._last_lookup

    def do(self, chore: Chore) -> int:
        """Have a chore done, beside other work; return its number.

        It is lost if the engine dies first.
        """
        self.start()
        self._last_chore += 1
        self.chores.add(self._last_chore)
        self._tell(Do(self._last_chore, chore))
        return self._last_chore

    def cancel(self) -> None:
        """Ask the engine to stop what it is working on."""
        self._tell(Stop(self._last))

    def receive(self) -> Message:
        """Wait for the next message of the engine.

        A message of a request that has been superseded is passed on too; its number tells.
        """
        if self._connection is None:
            return Died(self.pending)
        try:
            message: Message = self._connection.recv()
        except (EOFError, OSError):
            return self._buried()
        if (
            isinstance(message, Finished | Failed | Stopped | Broke)
            and message.number == self.pending
        ):
            self.pending = 0
        if isinstance(message, Done):
            self.chores.discard(message.number)
        return message

    def kill(self) -> None:
        """End the engine at once; the next request starts a new one."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the engine and remove its scratch folder."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _tell(self, words: Stop | Ask | Do | tuple[int, Request]) -> None:
        # A dead engine is noticed where its messages are received.
        with contextlib.suppress(OSError):
            if self._connection is not None:
                self._connection.send(words)

    def _buried(self) -> Died:
        number, self.pending = self.pending, 0
        if self._process is not None:
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None
        return Died(number)


def ask(client: EngineClient, request: Request, report: Callable[[str, float], None]) -> Answer:
    """Return the engine's answer, reporting progress on the way.

    Raises
    ------
    UserError
        If the request cannot be answered for a reason that the user can do something about,
        a file that kills the engine included; a `LockedError` if a file takes a password.
    EngineFaultError
        If the engine met a fault of the program.
    """
    number = client.send(request)
    doing = "Reading the files"
    while True:
        message = client.receive()
        match message:
            case Finished(answered, answer) if answered == number:
                return answer
            case Failed(answered, text, hint, locked) if answered == number:
                raise LockedError(text, hint, locked) if locked else UserError(text, hint)
            case Broke(_, trace):
                raise EngineFaultError(trace)
            case Died():
                raise UserError(death_message(doing), FATAL_HINT)
            case Progressed(_, label, fraction):
                doing = label
                report(label, fraction)


def perform(client: EngineClient, chore: Chore) -> Result:
    """Return what comes of a chore.

    Raises
    ------
    UserError
        If it cannot be done for a reason that the user can do something about.
    EngineFaultError
        If the engine met a fault of the program.
    """
    number = client.do(chore)
    while True:
        message = client.receive()
        if isinstance(message, Died):
            raise UserError(death_message("The file"), FATAL_HINT)
        if isinstance(message, Done) and message.number == number:
            return _result(message)


def _result(done: Done) -> Result:
    if done.report:
        raise EngineFaultError(done.report)
    if done.result is None:
        raise UserError(done.message, done.hint)
    return done.result


def death_message(doing: str) -> str:
    """Return the sentence that tells that the engine has died, and at what."""
    return f"{doing}: this could not be finished, the engine stopped without an answer."


def wipe_stale_scratch() -> None:
    """Remove what programs that are no longer running have left in the scratch folders."""
    for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}*-*"):
        owner = folder.name.removeprefix(SCRATCH_PREFIX).split("-")[0]
        if folder.is_dir() and owner.isdigit() and not _is_running(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process_id: int) -> bool:
    """Tell whether a process is there; where that cannot be told, a day counts as running."""
    if os.name == "nt":
        return _is_recent(process_id)
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_recent(process_id: int) -> bool:
    folders = Path(tempfile.gettempdir()).glob(f"{SCRATCH_PREFIX}{process_id}-*")
    newest = max((folder.stat().st_mtime for folder in folders), default=0.0)
    return time.time() - newest < 24 * 3600
