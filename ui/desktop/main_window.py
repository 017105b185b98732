"""The frame of the window: menus, steps, one page at a time, status."""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from core.export_kinds import REPORT, FileWanted
from ui.desktop.crash_dialog import show_crash
from ui.desktop.export_dialog import ExportDialog
from ui.desktop.file_actions import FileActions
from ui.desktop.file_choosing import (
    choose_earlier,
    choose_later,
    choose_target,
    choose_workbook,
    take_dropped,
)
from ui.desktop.finding import clear_selection, find_customer
from ui.desktop.keyboard import go_round, press_primary
from ui.desktop.main_menu import MainMenu
from ui.desktop.message_bar import MessageBar
from ui.desktop.overview import name_of, selection_words, state_of, step_states, title_of
from ui.desktop.pages.actions.page import ActionsPage
from ui.desktop.pages.axes.page import AxesPage
from ui.desktop.pages.customers.page import CustomersPage
from ui.desktop.pages.data.page import DataPage
from ui.desktop.pages.data.recipe_files import choose_recipe_to_save, choose_recipe_to_use
from ui.desktop.pages.plan.page import PlanPage
from ui.desktop.pages.results.page import ResultsPage
from ui.desktop.pages.segments.page import SegmentsPage
from ui.desktop.pages.value.page import ValuePage
from ui.desktop.pasting import PasteFolder, paste_into
from ui.desktop.period_comparison import compare_periods
from ui.desktop.periods import add_period
from ui.desktop.projects import Projects
from ui.desktop.session import Session
from ui.desktop.theme.appearance import apply_theme, dress, tokens_for
from ui.desktop.theme.motion import reduce_motion
from ui.desktop.theme.type_scale import system_scale
from ui.desktop.widgets.metrics import column, first_size, row, scale, set_comfortable
from ui.desktop.widgets.page_stack import PageStack
from ui.desktop.widgets.status_line import StatusLine
from ui.desktop.widgets.step_list import StepList, StepLook

FindingPage = DataPage | ValuePage | AxesPage | SegmentsPage
Page = FindingPage | ActionsPage | PlanPage | CustomersPage | ResultsPage

PAGES: dict[str, type[Page]] = {
    "data": DataPage,
    "value": ValuePage,
    "axes": AxesPage,
    "segments": SegmentsPage,
    "actions": ActionsPage,
    "plan": PlanPage,
    "customers": CustomersPage,
    "results": ResultsPage,
}
STEPS = tuple(
    StepLook(key, key.capitalize(), key, f"Ctrl + {place}") for place, key in enumerate(PAGES, 1)
)
SLIM_BELOW = 1366
LOW_BELOW = 800


class MainWindow(QMainWindow):
    """Shows the session; the only one who knows which pages there are."""

    def __init__(self, session: Session, projects: Projects | None = None) -> None:
        super().__init__()
        self._session = session
        self.projects = projects or Projects(session)
        self.actions_of_file = FileActions(self, session, self.projects)
        self._may_close = False
        self._pasted = PasteFolder()
        self._dressed: tuple[object, ...] = ()
        self._pages: dict[str, Page] = {}
        self.setAcceptDrops(True)
        self._dress()
        self.resize(first_size())
        self._add_shortcuts()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._show)
        session.changed.connect(self._show)
        self._show()
        self.setFocus()

    # Building

    def _dress(self) -> None:
        """Put theme and zoom on, and build everything for them."""
        session = self._session
        tokens = tokens_for(session.theme, QGuiApplication.styleHints().colorScheme())
        wanted = (tokens.name, session.zoom, session.comfortable, session.still)
        if wanted == self._dressed:
            return
        self._dressed = wanted
        self._clear()
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there is a window
        enlarged = system_scale() * session.zoom
        apply_theme(application, tokens, enlarged)
        dress(self, tokens, enlarged)
        set_comfortable(comfortable=session.comfortable)
        reduce_motion(still=session.still)
        self._build()

    def _clear(self) -> None:
        """Throw away at once what was built, before all of it is dressed anew for nothing."""
        for part in (*self._pages.values(), self.centralWidget()):
            if part is not None:
                shiboken6.delete(part)
        self._pages = {}

    def _build(self) -> None:
        """Make the parts; pages keep nothing that the session does not know."""
        self._menu = MainMenu(
            self._session, self.actions_of_file, self.export, self.compare_periods, self.paste
        )
        self._menu.find_wanted.connect(partial(find_customer, self._session))
        self.setMenuWidget(self._menu)
        self._steps = StepList(STEPS)
        self._steps.chosen.connect(lambda key: self._session.show(page=key))
        self._messages = MessageBar(self._session)
        self._status = StatusLine()
        self._status.cancelled.connect(self._session.cancel)
        self._status.clear_wanted.connect(partial(clear_selection, self._session))
        self._stack = PageStack(PAGES, self._make)
        lines, middle = column(), row()
        middle.addWidget(self._steps)
        middle.addWidget(self._stack, 1)
        lines.addLayout(middle, 1)
        lines.addWidget(self._status)
        central = QWidget()
        central.setProperty("look", "frame")
        central.setLayout(lines)
        self.setCentralWidget(central)
        self._fit()

    def _add_shortcuts(self) -> None:
        session = self._session
        for place, key in enumerate(PAGES, 1):
            self._on(f"Ctrl+{place}", partial(session.show, page=key))
        self._on("Ctrl+Return", lambda: press_primary(self._pages[session.page]))
        self._on("Esc", session.cancel)
        self._on("Ctrl+F", self._start_to_find)
        self._on("F6", partial(self._go_round, 1))
        self._on("Shift+F6", partial(self._go_round, -1))

    def _on(self, keys: str, slot: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self, slot)

    # Showing

    def _show(self) -> None:
        session = self._session
        self._dress()
        self._show_page(session.page)
        self._steps.show_steps(session.page, step_states(session.analysis, session.settings))
        doing = f"{session.busy}…" if session.busy else ""
        self._status.show_status(session.notice, doing, session.fraction)
        self._status.show_selection(selection_words(session.selection))
        name = self.projects.name or name_of(session)
        self._menu.show_session(name)
        self.setWindowTitle(title_of(name, state_of(session, self.projects)))
        if session.report:
            report, session.report = session.report, ""
            QTimer.singleShot(0, lambda: show_crash(self, report, self.projects.safety))

    def _show_page(self, key: str) -> None:
        self._stack.build(key)
        page = self._pages[key]
        page.show_session()  # before it is seen, so that its parts are placed once
        self._stack.show_page(key)
        if page.frame.messages.indexOf(self._messages) < 0:
            page.frame.messages.addWidget(self._messages)

    def _make(self, key: str) -> Page:
        page = self._pages[key] = PAGES[key](self._session)
        self._connect(page)
        return page

    def _connect(self, page: Page) -> None:
        if isinstance(page, DataPage):
            page.choose_wanted.connect(self.actions_of_file.open)
            page.recent_wanted.connect(self.actions_of_file.open_recent)
            page.sample_wanted.connect(self.actions_of_file.open_sample)
            page.recipe_saved.connect(partial(choose_recipe_to_save, self, self._session))
            page.recipe_loaded.connect(partial(choose_recipe_to_use, self, self._session))
        if isinstance(page, ActionsPage):
            page.import_wanted.connect(partial(choose_workbook, self, page.read_catalogue))
            page.export_wanted.connect(
                partial(choose_target, self, "Catalogue.xlsx", page.write_catalogue)
            )
            page.earlier_wanted.connect(partial(choose_earlier, self, page.add_earlier))
        if isinstance(page, PlanPage):
            page.export_wanted.connect(self.export)
            page.read_back_wanted.connect(partial(choose_workbook, self, page.read_back))
        if isinstance(page, CustomersPage):
            page.export_wanted.connect(self.export)
        if isinstance(page, ResultsPage):
            page.period_wanted.connect(
                partial(choose_later, self, partial(add_period, self._session))
            )
            page.report_wanted.connect(partial(self.export, FileWanted(REPORT, "")))

    def _fit(self) -> None:
        """Give the steps the room that there is."""
        width, height = self.width() / scale(), self.height() / scale()
        self._steps.set_compact(narrow=width < SLIM_BELOW, low=height < LOW_BELOW)

    # What the user does

    def paste(self) -> None:
        """Take the table or the files on the clipboard as sources."""
        paste_into(self._session, self._pasted)

    def export(self, first: FileWanted | None = None) -> None:
        """Let the user choose what leaves the program, and where it goes."""
        ExportDialog(self, self._session, first)

    def _start_to_find(self) -> None:
        page = self._pages[self._session.page]
        (page.focus_search if isinstance(page, CustomersPage) else self._menu.focus_find)()

    def take_files(self, paths: list[str]) -> None:
        """Come to the front, and open what another start of the program was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.actions_of_file.open_paths(paths)

    def compare_periods(self) -> None:
        """Show this period beside the one before it, or after it."""
        compare_periods(self, self._session)

    def _go_round(self, step: int) -> None:
        """Take the keyboard to the next area: menus, steps, page, messages, status."""
        page = self._pages[self._session.page]
        go_round((self._menu, self._steps, self._messages, page, self._status), step)

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the steps to the new size."""
        super().resizeEvent(event)
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and show that they will be taken."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._session_eager(eager=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the ordinary drop zone again."""
        self._session_eager(eager=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that were dropped."""
        self._session_eager(eager=False)
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            take_dropped(self._session, self.actions_of_file, paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask if something would be lost; otherwise stop what is being done."""
        if not self._may_close and self.projects.dirty:
            event.ignore()
            self.actions_of_file.guard(self._close_now)
            return
        self._stack.stop()
        self._session.cancel()
        self.projects.close()
        self._pasted.wipe()
        super().closeEvent(event)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _session_eager(self, *, eager: bool) -> None:
        page = self._pages.get("data")
        if isinstance(page, DataPage):
            page.show_eager(eager=eager)
