"""The row at the top of the window: menus, and what is open."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QSizePolicy, QWidget

from core.version import VERSION
from ui.desktop.session import Session
from ui.desktop.widgets.labels import ElidedLabel
from ui.desktop.widgets.metrics import px, row
from ui.desktop.widgets.why_panel import explain

HEIGHT = 40
SMALLEST_ZOOM, LARGEST_ZOOM, ZOOM_STEP = 0.8, 3.0, 0.1
PAGES = ("data", "value", "axes", "segments", "actions")
THEMES = {"system": "As the system", "light": "Light", "dark": "Dark"}
ABOUT = (
    "Nonagon works out what each customer is worth, finds nine segments and the ideal one among "
    "them, and gives each segment its next best action. All of it happens on this computer."
)
NO_NUMBERS = "Open some files first; then this tells how each number is made."


class MainMenu(QWidget):
    """Menus, then the name of what is open."""

    def __init__(
        self, session: Session, choose_files: Callable[[], None], choose_plan: Callable[[], None]
    ) -> None:
        super().__init__()
        self._session = session
        self.setProperty("look", "frame")
        self.setFixedHeight(px(HEIGHT))
        self._bar = QMenuBar()
        self._bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._bar.setNativeMenuBar(False)
        self._name = ElidedLabel("", "section")
        self._state = ElidedLabel("", "quiet")
        box = row(8, (0, 0, 16, 0))
        box.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._name)
        box.addWidget(self._state)
        box.addStretch(1)
        self.setLayout(box)
        self._add_file_menu(choose_files, choose_plan)
        self._add_edit_menu()
        self._add_view_menu()
        self._add_help_menu()

    def show_session(self, name: str, state: str) -> None:
        """Say what is open, and what can be undone and exported now."""
        session = self._session
        self._name.setText(name)
        self._state.setText(f"· {state}" if name and state else "")
        self._undo.setEnabled(bool(session.undo_name))
        self._undo.setText(f"&Undo {session.undo_name}".strip())
        self._redo.setEnabled(bool(session.redo_name))
        self._redo.setText(f"&Redo {session.redo_name}".strip())
        self._export.setEnabled(session.analysis.plan is not None and not session.busy)
        self._close.setEnabled(bool(session.settings.sources))
        self._themes[session.theme].setChecked(True)

    def _add_file_menu(
        self, choose_files: Callable[[], None], choose_plan: Callable[[], None]
    ) -> None:
        menu = self._bar.addMenu("&File")
        _add(menu, "&Open files…", choose_files, QKeySequence.StandardKey.Open)
        _add(menu, "Open the &sample company", self._session.open_sample)
        self._close = _add(menu, "&Close all files", self._session.close_files)
        menu.addSeparator()
        self._export = _add(menu, "&Export plan…", choose_plan, "Ctrl+E")
        menu.addSeparator()
        _add(menu, "&Quit", QApplication.quit, "Ctrl+Q")

    def _add_edit_menu(self) -> None:
        menu = self._bar.addMenu("&Edit")
        self._undo = _add(menu, "&Undo", self._session.undo, QKeySequence.StandardKey.Undo)
        self._redo = _add(menu, "&Redo", self._session.redo, QKeySequence.StandardKey.Redo)

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
        _add(menu, "Zoom &in", partial(self._zoom, ZOOM_STEP), QKeySequence.StandardKey.ZoomIn)
        _add(menu, "Zoom &out", partial(self._zoom, -ZOOM_STEP), QKeySequence.StandardKey.ZoomOut)
        _add(menu, "&Reset zoom", partial(self._session.show, zoom=1.0), "Ctrl+0")

    def _add_help_menu(self) -> None:
        menu = self._bar.addMenu("&Help")
        _add(menu, "&Where the numbers come from", self._tell_numbers, "F1")
        _add(menu, "&About Nonagon", self._tell_about)

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
