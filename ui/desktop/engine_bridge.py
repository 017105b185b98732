"""Carries messages between the engine process and the window's event loop."""

import threading
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal

from core.chores import Chore, Done
from core.requests import Died, Looked, Lookup, Message, Ready, Request, Stopped
from ui.engine_client import EngineClient

PATIENCE_MS = 500
"""How long a cancelled request may go on before the engine is ended and started anew."""

LOST = "The engine has stopped before the project was done."
LOST_HINT = "Try again. What was saved before is unchanged."


class EngineBridge(QObject):
    """Talks with the engine; what it says of the newest request arrives as a signal.

    Answers to lookups and the ends of chores arrive as others, in the order in which they were
    asked. Each message has a turn of the event loop to itself: what it changes on the screen is
    never added to the time that something else takes.
    """

    received = Signal(object)
    looked = Signal(object)
    done = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = EngineClient()
        self._listener: threading.Thread | None = None
        self._closing = False
        self._request: Request | None = None
        self._number = 0
        self._killed_through = 0
        self._waiting: deque[Message] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self._deadline = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._deadline.timeout.connect(self._kill)
        self._arrived.connect(self._wait_for_turn)

    def start(self) -> None:
        """Start the engine before it is needed, so that the first request is answered soon."""
        if not self._client.running and self._listener is not None:
            self._listener.join()  # it has told of the engine's end and is about to return
        self._client.start()
        if self._listener is None or not self._listener.is_alive():
            self._listener = threading.Thread(target=self._listen, daemon=True)
            self._listener.start()

    def send(self, request: Request) -> None:
        """Ask the engine, superseding what it was asked before."""
        self._deadline.stop()
        self.start()
        self._request = request
        self._number = self._client.send(request)

    def look_up(self, lookup: Lookup) -> int:
        """Ask about an analysis without superseding anything; return the lookup's number."""
        return self._client.look_up(lookup)

    def do(self, chore: Chore) -> int:
        """Have a chore done, which nothing cuts short; return its number."""
        self.start()
        return self._client.do(chore)

    def cancel(self) -> None:
        """Stop the work in progress: ask the engine first, end it if it does not listen."""
        if self._client.pending:
            self._client.cancel()
            self._deadline.start()

    def close(self) -> None:
        """End the engine."""
        self._closing = True
        self._deadline.stop()
        self._turn.stop()
        self._client.kill()
        if self._listener is not None:
            self._listener.join()
        self._client.close()

    def _kill(self) -> None:
        if self._client.chores:
            self._deadline.start()  # nothing is worth losing what is being saved
            return
        self._killed_through = self._number
        self._client.kill()

    def _listen(self) -> None:
        """Wait for messages on a thread of its own, until the engine ends."""
        message: Message = Ready()
        while not isinstance(message, Died):
            message = self._client.receive()
            if not self._closing:
                self._arrived.emit(message)

    def _wait_for_turn(self, message: Message) -> None:
        self._waiting.append(message)
        self._turn.start()

    def _take_turn(self) -> None:
        message = self._waiting.popleft()
        if self._waiting:
            self._turn.start()
        self._sort(message)

    def _sort(self, message: Message) -> None:
        """Pass on lookups and what concerns the newest request, in the window's thread."""
        if isinstance(message, Looked):
            self.looked.emit(message)
            return
        if isinstance(message, Done):
            self.done.emit(message)
            return
        if isinstance(message, Died):
            self._lose_chores()
        if isinstance(message, Died) and self._client.pending and self._request is not None:
            self.send(self._request)  # it ended before it could take the request in
            return
        if isinstance(message, Ready) or message.number != self._number:
            return
        if not self._client.pending:
            self._deadline.stop()
        if isinstance(message, Died) and self._killed_through:
            self._revive(message)
        else:
            self.received.emit(message)

    def _lose_chores(self) -> None:
        """Tell of the chores that the engine had not done when it ended."""
        lost, self._client.chores = sorted(self._client.chores), set()
        for number in lost:
            self.done.emit(Done(number, message=LOST, hint=LOST_HINT))

    def _revive(self, message: Died) -> None:
        """Treat an end that we brought about ourselves as what it was for."""
        meant, self._killed_through = self._killed_through, 0
        if message.number <= meant:
            self.received.emit(Stopped(message.number))
        elif self._request is not None:
            self.send(self._request)
