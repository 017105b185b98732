"""The child process: takes requests, keeps the tables, answers with progress and results.

The engine works on one request at a time. A newer request, or `Stop`, supersedes the one
it works on. Reading files and computing happen here alone, so a file that kills a parser
kills this process and never the window.
"""

import queue
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

from core.answers import Problem
from core.chores import Chore, Do, Done, Result
from core.errors import UserError
from core.fault_report import fault_report
from core.progress import Cancelled, Progress
from core.requests import (
    Answer,
    Ask,
    Broke,
    Failed,
    Finished,
    Found,
    Looked,
    Lookup,
    Message,
    Progressed,
    Ready,
    Request,
    Stop,
    Stopped,
)

REPORT_EVERY = 0.05
"""Seconds between two progress reports, so that a quick loop does not flood the window."""

MEMORY_SHARE = 0.6
"""Most of the machine's memory that the engine may take, so that the rest stays usable."""

TOO_LITTLE_MEMORY = "This computer has too little memory for these files."
MEMORY_HINT = "Close other programs, or leave out columns and older rows."


def serve(connection: Connection, scratch: str) -> None:
    """Answer requests until the other side closes the connection.

    Parameters
    ----------
    connection
        Where requests come from, as ``(number, request)``, `Ask`, `Do` or `Stop`, and where
        messages go to.
    scratch
        Private folder for the arrays that are too large for a message.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window or the console decides
    _limit_memory()
    _Engine(connection, scratch).work()
    # nobody is left at the other side, who would have wiped it: what lay here was private
    shutil.rmtree(scratch, ignore_errors=True)


def _limit_memory() -> None:
    """Keep a hostile file from taking the whole machine, where the system allows it."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return
    import os
    import resource

    from core.memory import give_back_large_arrays

    give_back_large_arrays()  # otherwise the heap keeps a hole for each
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = max(int(total * MEMORY_SHARE), 2 << 30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class _Engine:
    """The requests that wait and the answerer that keeps the tables."""

    def __init__(self, connection: Connection, scratch: str) -> None:
        self._connection = connection
        self._scratch = scratch
        self._sending = threading.Lock()
        self._waiting: queue.SimpleQueue[tuple[int, Request] | None] = queue.SimpleQueue()
        self._lookups: queue.SimpleQueue[Ask] = queue.SimpleQueue()
        self._chores: queue.SimpleQueue[Do] = queue.SimpleQueue()
        self._stop_through = 0
        self._newest = 0

    def work(self) -> None:
        """Answer one request after the other, until there is nobody left to answer."""
        threading.Thread(target=self._listen, daemon=True).start()
        # The analysis takes more than a second to load: after the process has started.
        from core.answering import Answerer

        answerer = Answerer(self._scratch)
        threading.Thread(target=self._look_up, args=(answerer.look,), daemon=True).start()
        threading.Thread(target=self._do_chores, args=(answerer.do,), daemon=True).start()
        self._send(Ready())
        while (waiting := self._waiting.get()) is not None:
            self._send(self._reply(answerer.answer, *waiting))

    def _listen(self) -> None:
        """Take in requests while another one is being worked on."""
        try:
            while True:
                self._take(self._connection.recv())
        except (EOFError, OSError):
            self._stop_through = sys.maxsize
            self._waiting.put(None)

    def _take(self, received: Stop | Ask | Do | tuple[int, Request]) -> None:
        if isinstance(received, Stop):
            self._stop_through = max(self._stop_through, received.number)
            return
        if isinstance(received, Ask):
            self._lookups.put(received)
            return
        if isinstance(received, Do):
            self._chores.put(received)
            return
        self._newest = received[0]
        self._waiting.put(received)

    def _look_up(self, look: Callable[[Lookup], Found | None]) -> None:
        """Answer lookups on a thread of their own, so that they need not wait for other work."""
        while True:
            asked = self._lookups.get()
            try:
                self._send(Looked(asked.number, look(asked.lookup)))
            except UserError as found:
                problem = Problem("", found.message, found.hint)
                self._send(Looked(asked.number, None, problem=problem))
            except Exception as fault:  # noqa: BLE001 - as below
                self._send(Looked(asked.number, None, fault_report(fault)))

    def _do_chores(self, do: Callable[[Chore], Result]) -> None:
        """Do chores on a thread of their own, so that no newer request cuts them short."""
        while True:
            asked = self._chores.get()
            self._send(_done(do, asked))

    def _send(self, message: Message) -> None:
        with self._sending:
            try:
                self._connection.send(message)
            except OSError:
                self._stop_through = sys.maxsize

    def _reply(
        self, answer: Callable[[Request, Progress], Answer], number: int, request: Request
    ) -> Message:
        progress = Progress(_Reporter(number, self._send), lambda: self._superseded(number))
        try:
            return Finished(number, answer(request, progress))
        except Cancelled:
            return Stopped(number)
        except UserError as problem:
            return Failed(number, problem.message, problem.hint, problem.locked)
        except MemoryError:
            return Failed(number, TOO_LITTLE_MEMORY, MEMORY_HINT)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the other side must hear of it
            return Broke(number, fault_report(fault))

    def _superseded(self, number: int) -> bool:
        return number <= self._stop_through or number < self._newest


def _done(do: Callable[[Chore], Result], asked: Do) -> Done:
    try:
        return Done(asked.number, do(asked.chore))
    except UserError as problem:
        return Done(asked.number, message=problem.message, hint=problem.hint)
    except MemoryError:
        return Done(asked.number, message=TOO_LITTLE_MEMORY, hint=MEMORY_HINT)
    except Exception as fault:  # noqa: BLE001 - as above
        return Done(asked.number, report=fault_report(fault))


class _Reporter:
    """Sends progress, but not more often than anybody can see."""

    def __init__(self, number: int, send: Callable[[Message], None]) -> None:
        self._number = number
        self._send = send
        self._last: tuple[str, float] = ("", 0.0)

    def __call__(self, label: str, fraction: float) -> None:
        now = time.monotonic()
        label_before, time_before = self._last
        if label == label_before and now - time_before < REPORT_EVERY:
            return
        self._last = (label, now)
        self._send(Progressed(self._number, label, fraction))
