"""What the engine is asked beside the analysis, and who waits for the answer."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject

from core.requests import Found, Looked, Lookup
from ui.desktop.engine_bridge import EngineBridge


class Errands(QObject):
    """Has things looked up, and tells whoever asked.

    Parameters
    ----------
    bridge
        The way to the engine.
    tell_fault
        Told the report of a fault of the program.
    """

    def __init__(self, bridge: EngineBridge, tell_fault: Callable[[str], None]) -> None:
        super().__init__()
        self._bridge = bridge
        self._tell_fault = tell_fault
        self._asked: dict[int, tuple[Callable[[Found], None], QObject]] = {}
        bridge.looked.connect(self._tell_found)

    def look_up(
        self, lookup: Lookup, tell: Callable[[Found], None], owner: QObject | None = None
    ) -> None:
        """Have something looked up.

        ``tell`` is never called if there is no answer, or if the ``owner`` for whom it is asked is
        gone by then.
        """
        self._asked[self._bridge.look_up(lookup)] = tell, owner or self

    def _tell_found(self, message: Looked) -> None:
        tell, owner = self._asked.pop(message.number, (None, self))
        if message.report:
            self._tell_fault(message.report)
        elif tell is not None and message.found is not None and shiboken6.isValid(owner):
            tell(message.found)
