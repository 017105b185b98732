"""Prepare a scatter off the window's thread; a newer request stops an older one."""

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.desktop.charts.drawable import Stopped


class Preparation(QObject):
    """Run the latest piece of work in a thread and hand its result to the window's thread."""

    done = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.number = 0
        self._stop = threading.Event()

    def start(self, work: Callable[[Callable[[], None]], object]) -> None:
        """Begin some work, and stop the work begun before.

        Parameters
        ----------
        work
            Gets a function to call now and then, which raises once the work is no longer wanted.
        """
        self.cancel()
        stop = self._stop = threading.Event()
        number = self.number

        def check() -> None:
            if stop.is_set():
                raise Stopped

        def run() -> None:
            # RuntimeError: the window was closed, so there is nobody to hand the result to.
            with contextlib.suppress(Stopped, RuntimeError):
                self.done.emit(number, work(check))

        threading.Thread(target=run, name="prepare chart", daemon=True).start()

    def cancel(self) -> None:
        """Drop the work begun before; its result will not be taken."""
        self._stop.set()
        self.number += 1
