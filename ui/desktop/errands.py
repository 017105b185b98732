"""What the engine is asked beside the analysis, and who waits for the answer."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from core.answers import Problem
from core.chores import Chore, Done, Result
from core.requests import Found, Looked, Lookup
from ui.desktop.engine_bridge import EngineBridge


class Errands(QObject):
    """Has things looked up and done, and tells whoever asked.

    Parameters
    ----------
    bridge
        The way to the engine.
    tell_fault
        Told the report of a fault of the program.
    tell_problem
        Told why something could not be looked up, if the user can do something about it.
    """

    def __init__(
        self,
        bridge: EngineBridge,
        tell_fault: Callable[[str], None],
        tell_problem: Callable[[Problem], None],
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._tell_fault = tell_fault
        self._tell_problem = tell_problem
        self._asked: dict[int, tuple[Callable[[Found], None], QObject]] = {}
        self._doing: dict[int, Callable[[Done], None]] = {}
        bridge.looked.connect(self._tell_found)
        bridge.done.connect(self._tell_done)

    @property
    def waiting(self) -> int:
        """How many chores are not done yet."""
        return len(self._doing)

    def look_up(self, lookup: Lookup, tell: Callable[[Found], None], owner: QObject) -> None:
        """Have something looked up; ``tell`` is called if there is an answer and an owner."""
        self._asked[self._bridge.look_up(lookup)] = tell, owner

    def do(self, chore: Chore, tell: Callable[[Done], None]) -> None:
        """Have a chore done; ``tell`` is always called, whatever comes of it."""
        self._doing[self._bridge.do(chore)] = tell

    def ask(self, chore: Chore, tell: Callable[[Result], None], owner: QObject) -> None:
        """Have a chore done; ``tell`` is called if something comes of it and there is an owner."""

        def told(done: Done) -> None:
            if done.message:
                self._tell_problem(Problem("", done.message, done.hint))
            elif done.result is not None and shiboken6.isValid(owner):
                tell(done.result)

        self.do(chore, told)

    def _tell_found(self, message: Looked) -> None:
        tell, owner = self._asked.pop(message.number, (None, self))
        if message.report:
            self._tell_fault(message.report)
        elif message.problem is not None:
            self._tell_problem(message.problem)
        elif tell is not None and message.found is not None and shiboken6.isValid(owner):
            tell(message.found)

    def _tell_done(self, message: Done) -> None:
        tell = self._doing.pop(message.number, None)
        if message.report:
            self._tell_fault(message.report)
        if tell is not None:
            tell(message)
