"""The row at the top of the window: menus, and what is open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QSizePolicy, QWidget

from core.version import VERSION
from ui.desktop.file_actions import FileActions
from ui.desktop.period_menu import PeriodMenu
from ui.desktop.recent_files import SEPARATOR
from ui.desktop.session import Session
from ui.desktop.widgets.find_field import FindField
from ui.desktop.widgets.labels import ElidedLabel
from ui.desktop.widgets.metrics import px, row
from ui.desktop.widgets.why_panel import explain

HEIGHT = 40
SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.8, 3.0, 0.1
PAGES = ("data", "value", "axes", "segments", "actions", "plan", "customers", "results")
THEMES = {"system": "As the system", "light": "Light", "dark": "Dark"}
ABOUT = (
    "Nonagon works out what each customer is worth, finds nine segments and the ideal one among "
    "them, and gives each segment its next best action. All of it happens on this computer."
)
NO_NUMBERS = "Open some files first; then this tells how each number is made."


class MainMenu(QWidget):
    """Menus, then the name of what is open, then a field to find a customer.

    Signals
    -------
    find_wanted(text)
        A customer is looked for by a part of the id or name.
    """

    find_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        actions: FileActions,
        export: Callable[[], None],
        compare: Callable[[], None],
        paste: Callable[[], None],
    ) -> None:
        super().__init__()
        self._session = session
        self.setProperty("look", "frame")
        self.setFixedHeight(px(HEIGHT))
        self._bar = QMenuBar()
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._bar.setNativeMenuBar(False)
        self._name = ElidedLabel("", "section")
        self._period = PeriodMenu(session, compare)
        self._find = FindField("Find a customer", "Ctrl F")
        self._find.returnPressed.connect(self._look_for)
        box = row(8, (0, 0, 16, 0))
        box.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._name)
        box.addWidget(self._period)
        box.addStretch(1)
        box.addWidget(self._find)
        self.setLayout(box)
        self._add_file_menu(actions, export)
        self._add_edit_menu(paste)
        self._add_view_menu()
        self._add_help_menu()

    def _look_for(self) -> None:
        text = self._find.text().strip()
        self._find.clear()
        self.find_wanted.emit(text)

    def focus_find(self) -> None:
        """Give the keyboard to the field that finds a customer."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_session(self, name: str) -> None:
        """Say what is open, and what can be undone and exported now."""
        session = self._session
        self._name.setText(name)
        self._period.show_session()
        self._undo.setEnabled(bool(session.undo_name))
        self._undo.setText(f"&Undo {session.undo_name}".strip())
        self._redo.setEnabled(bool(session.redo_name))
        self._redo.setText(f"&Redo {session.redo_name}".strip())
        self._export.setEnabled(bool(session.analysis.columns) and not session.busy)
        for action in self._of_something:
            action.setEnabled(bool(name))
        self._themes[session.theme].setChecked(True)
        self._high.setChecked(session.comfortable)
        self._still.setChecked(session.still)
        self._find.setVisible(bool(session.analysis.columns))

    def _add_file_menu(self, actions: FileActions, export: Callable[[], None]) -> None:
        keys = QKeySequence.StandardKey
        menu = self._bar.addMenu("&File")
        _add(menu, "&New", actions.new, keys.New)
        _add(menu, "&Open…", actions.open, keys.Open)
        self._recent = menu.addMenu("Open &recent")
        self._recent.aboutToShow.connect(lambda: self._fill_recent(actions))
        _add(menu, "Open the sample co&mpany", actions.open_sample)
        menu.addSeparator()
        self._of_something = [
            _add(menu, "&Save", actions.save, keys.Save),
            _add(menu, "Save &as…", actions.save_as, "Ctrl+Shift+S"),
            _add(menu, "Save a &copy…", actions.save_copy),
            _add(menu, "&Versions…", actions.versions),
            _add(menu, "&Password…", actions.set_password),
            _add(menu, "&Forget a customer…", actions.forget),
        ]
        menu.addSeparator()
        self._export = _add(menu, "&Export…", export, "Ctrl+E")
        self._of_something.append(_add(menu, "Export se&ttings…", actions.save_settings))
        menu.addSeparator()
        self._of_something.append(_add(menu, "C&lose", actions.new, keys.Close))
        _add(menu, "&Quit", actions.quit, "Ctrl+Q")

    def _fill_recent(self, actions: FileActions) -> None:
        self._recent.clear()
        for entry in self._session.recent:
            paths = entry.split(SEPARATOR)
            more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
            text = f"{Path(paths[0]).name}{more}".replace("&", "&&")
            _add(self._recent, text, partial(actions.open_recent, entry)).setToolTip(entry)
        if self._recent.isEmpty():
            _add(self._recent, "Nothing yet", lambda: None).setEnabled(False)

    def _add_edit_menu(self, paste: Callable[[], None]) -> None:
        menu = self._bar.addMenu("&Edit")
        self._undo = _add(menu, "&Undo", self._session.undo, QKeySequence.StandardKey.Undo)
        self._redo = _add(menu, "&Redo", self._session.redo, QKeySequence.StandardKey.Redo)
        menu.addSeparator()
        _add(menu, "&Paste a table", paste, QKeySequence.StandardKey.Paste)

    def _add_view_menu(self) -> None:
        menu = self._bar.addMenu("&View")
        for place, key in enumerate(PAGES, 1):
            _add(menu, f"&{key.capitalize()}\tCtrl+{place}", partial(self._session.show, page=key))
        menu.addSeparator()
        group = QActionGroup(menu)
        self._themes = {}
        for key, text in THEMES.items():
            made = _add(menu, text, partial(self._session.show, theme=key))
            made.setCheckable(True)
            group.addAction(made)
            self._themes[key] = made
        menu.addSeparator()
        self._high = self._add_tick(menu, "Comfortable &rows", "comfortable")
        self._still = self._add_tick(menu, "Reduce &motion", "still")
        menu.addSeparator()
        _add(menu, "Zoom &in", partial(self._zoom, ZOOM_STEP), QKeySequence.StandardKey.ZoomIn)
        _add(menu, "Zoom &out", partial(self._zoom, -ZOOM_STEP), QKeySequence.StandardKey.ZoomOut)
        _add(menu, "&Reset zoom", partial(self._session.show, zoom=1.0), "Ctrl+0")

    def _add_help_menu(self) -> None:
        menu = self._bar.addMenu("&Help")
        _add(menu, "&Where the numbers come from", self._tell_numbers, "F1")
        _add(menu, "&About Nonagon", self._tell_about)

    def _add_tick(self, menu: QMenu, text: str, name: str) -> QAction:
        """Add what of the view is on or off."""
        made = menu.addAction(text)
        made.setCheckable(True)
        made.triggered.connect(lambda on: self._session.show(**{name: on}))
        return made

    def _zoom(self, step: float) -> None:
        zoom = min(max(self._session.zoom + step, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._session.show(zoom=round(zoom, 2))

    def _tell_about(self) -> None:
        explain(self._bar, f"Nonagon {VERSION}", ABOUT)

    def _tell_numbers(self) -> None:
        actions = self._session.analysis.actions
        text = "\n\n".join(actions.assumptions) if actions is not None else NO_NUMBERS
        explain(self._bar, "Where the numbers come from", text, wide=True)


def _add(
    menu: QMenu,
    text: str,
    slot: Callable[[], object],
    keys: QKeySequence.StandardKey | str | None = None,
) -> QAction:
    made = menu.addAction(text)
    made.triggered.connect(lambda _on: slot())
    if keys is not None:
        made.setShortcut(QKeySequence(keys))
    return made
