"""Plans that are tried while limits change: asked about one at a time, the newest first."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from core.plan_questions import PlanAt, PlanShown
from core.settings import Objective, PlanSettings
from core.tables.plan import Plan
from ui.desktop.session import Session

Asked = tuple[PlanSettings, tuple[Objective, ...]]


class Trying:
    """Asks the engine what other limits would do, and leaves out those that came in between.

    Parameters
    ----------
    session
        Whose analysis is asked about.
    tell
        Called with the plan for what was asked about last.
    owner
        Nothing is told any more once it is gone.
    """

    def __init__(self, session: Session, tell: Callable[[Plan], None], owner: QObject) -> None:
        self._session = session
        self._tell, self._owner = tell, owner
        self._waiting: Asked | None = None
        self._asking = False
        self._turn = 0

    def ask(self, plan: PlanSettings, objectives: tuple[Objective, ...]) -> None:
        """Ask what limits and objectives would do."""
        self._waiting = plan, objectives
        if not self._asking:
            self._send()

    def stop(self) -> None:
        """Forget what was asked, and what may still be answered."""
        self._waiting, self._asking = None, False
        self._turn += 1

    def _send(self) -> None:
        if self._waiting is None:
            return
        asked, self._waiting, self._asking = self._waiting, None, True
        session = self._session
        seed = session.settings.segmentation.seed
        lookup = PlanAt(session.analysis.serial, *asked, seed)
        session.look_up(lookup, partial(self._hear, self._turn), self._owner)

    def _hear(self, turn: int, found: Any) -> None:
        if turn != self._turn:
            return
        self._asking = False
        if self._waiting is not None:
            self._send()
        elif isinstance(found, PlanShown) and found.plan is not None:
            self._tell(found.plan)
