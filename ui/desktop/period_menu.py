"""The switch between periods, beside the name of the project."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.desktop.periods import add_period, label_of, look_at, remove_period, rename_period
from ui.desktop.session import Session
from ui.desktop.widgets.dialog import AskDialog, Way, nothing

LONGEST = 40


class PeriodMenu(QToolButton):
    """Names the period that is looked at; a click shows the others, and what can be done.

    Parameters
    ----------
    session
        What is open.
    compare
        Shows two periods side by side.
    """

    def __init__(
        self, session: Session, compare: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._compare = compare
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("look", "bare")
        self.setAutoRaise(True)

    def show_session(self) -> None:
        """Name the period that is looked at; nothing as long as nothing is open."""
        session = self._session
        periods = session.work.present.periods
        self.setVisible(bool(session.settings.sources) or len(periods) > 1)
        name = label_of(session, session.period)
        shown = name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
        state = ", read-only" if session.read_only else ""
        self.setText(f"· {shown}{state} ▾")
        self.setAccessibleName(f"Period: {name}")

    def _fill(self) -> None:
        """Fill the menu anew, as periods come and go."""
        self._menu.clear()
        session = self._session
        group = QActionGroup(self._menu)
        periods = session.work.present.periods
        for place in reversed(range(len(periods))):
            made = self._add(label_of(session, place), partial(look_at, session, place))
            made.setCheckable(True)
            made.setChecked(place == session.period)
            group.addAction(made)
        self._menu.addSeparator()
        self._add("&Add a period", partial(add_period, session))
        self._add("&Rename this period…", self._rename)
        several = len(periods) > 1
        self._add("Re&move this period", partial(remove_period, session)).setEnabled(several)
        self._add("&Compare periods…", self._compare).setEnabled(several)

    def _add(self, text: str, slot: Callable[[], None]) -> QAction:
        made = self._menu.addAction(text)
        made.triggered.connect(lambda _on: slot())
        return made

    def _rename(self) -> None:
        session = self._session
        name = label_of(session, session.period)
        dialog = AskDialog(self.window(), "Rename this period", "Give it a name that you know.")
        field = dialog.add_field("Name", name)
        dialog.show_ways(
            (
                Way("Rename", lambda: rename_period(session, field.text().strip()), "primary"),
                Way("Cancel", nothing),
            )
        )
