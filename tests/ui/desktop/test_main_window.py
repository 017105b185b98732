from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.answers import Analysis, Problem
from core.settings import PlanSettings
from tests.ui.desktop.conftest import shown
from ui.desktop.crash_dialog import CrashDialog
from ui.desktop.main_window import PAGES, MainWindow
from ui.desktop.overview import name_of, step_states
from ui.desktop.selection import Selection
from ui.desktop.session import Session
from ui.desktop.theme.motion import duration
from ui.desktop.theme.tokens import TITLE_PX
from ui.desktop.widgets.cell_painting import row_height
from ui.desktop.widgets.dialog import AskDialog
from ui.desktop.widgets.page_stack import FIRST_MS

SETTLED_MS = 250
FIELDS = (QAbstractButton, QComboBox, QAbstractSpinBox, QAbstractItemView, QLineEdit)


def opened(qtbot: QtBot, session: Session) -> MainWindow:
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, busy_free: Session) -> Iterator[MainWindow]:
    qapp.setStyleSheet("")  # the window brings its own
    made = opened(qtbot, busy_free)
    yield made
    made.close()


def build_ahead(window: MainWindow) -> None:
    while window._stack.waiting:
        window._stack._step()


def picture(qtbot: QtBot, window: MainWindow) -> QImage:
    qtbot.wait(SETTLED_MS)
    return window.grab().toImage()


def named(part: QWidget) -> bool:
    """Whether a screen reader can say what a part is for."""
    parent = part.parentWidget()
    inner = isinstance(parent, (QComboBox, QAbstractSpinBox, QAbstractItemView))
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return bool(part.accessibleName() or text) or inner


def test_shortcuts_lead_to_the_pages(qtbot: QtBot, window: MainWindow, busy_free: Session) -> None:
    window.activateWindow()
    for place, key in enumerate(PAGES, 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
        assert busy_free.page == key


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("zoom", [1.0, 2.0, 3.0])
def test_every_part_of_a_page_has_a_name_at_every_size(
    qtbot: QtBot, window: MainWindow, busy_free: Session, page: str, zoom: float
) -> None:
    busy_free.show(page=page, zoom=zoom)
    qtbot.wait(10)
    parts = [part for part in window.findChildren(QWidget) if part.isVisible()]
    unnamed = [
        part
        for part in parts
        if isinstance(part, FIELDS)
        and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not named(part)
    ]
    assert unnamed == []
    labels = [part for part in parts if isinstance(part, QLabel)]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert not window.grab().isNull()


def test_a_page_never_scrolls_sideways(
    qtbot: QtBot, window: MainWindow, busy_free: Session
) -> None:
    for page in PAGES:
        busy_free.show(page=page)
        qtbot.wait(10)
        content = window._pages[page].frame.widget()
        assert content.width() <= window._pages[page].frame.viewport().width()


def test_dropped_files_are_opened_on_the_data_page(
    window: MainWindow, busy_free: Session, tmp_path: Path
) -> None:
    busy_free.show(page="segments")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "more.csv"))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert busy_free.page == "data"
    assert Path(busy_free.settings.sources[-1].path).name == "more.csv"


def test_f6_takes_the_keyboard_round_the_areas(
    qtbot: QtBot, window: MainWindow, busy_free: Session
) -> None:
    window.activateWindow()
    areas = []
    for _ in range(4):
        window._go_round(1)
        focus = QApplication.focusWidget()
        parts = (window._menu, window._steps, *window._pages.values())
        areas.append(next((part for part in parts if focus and part.isAncestorOf(focus)), None))
    assert window._steps in areas
    assert window._pages["data"] in areas


def test_theme_and_zoom_are_followed_at_once(window: MainWindow, busy_free: Session) -> None:
    busy_free.show(theme="dark")
    assert window.palette().base().color().lightness() < 128
    busy_free.show(theme="light", zoom=2.0)
    assert QApplication.font().pixelSize() == 28


def test_the_title_names_what_is_open_and_that_it_is_updating(
    window: MainWindow, busy_free: Session
) -> None:
    assert window.windowTitle() == "base.csv"
    busy_free.edit("budget", replace(busy_free.settings, plan=PlanSettings(budget=10.0)))
    assert window.windowTitle() == "base.csv – updating"


def test_escape_stops_the_work(qtbot: QtBot, window: MainWindow, busy_free: Session) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert busy_free._bridge.cancelled >= 1


def test_a_fault_of_the_program_opens_one_dialog(
    qtbot: QtBot, window: MainWindow, busy_free: Session
) -> None:
    busy_free.tell_fault("Traceback\nValueError: odd\n")
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    window.findChildren(CrashDialog)[0].accept()


def test_a_customer_is_found_from_any_page(
    qtbot: QtBot, window: MainWindow, busy_free: Session
) -> None:
    window.activateWindow()
    busy_free.show(page="axes")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = window._menu._find
    assert field.hasFocus()
    qtbot.keyClicks(field, " c01 ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert busy_free.page == "customers"
    assert busy_free.looking.query.search == "c01"
    assert field.text() == ""
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window._pages["customers"]._list.filters.search.hasFocus()


def test_the_selection_is_told_on_every_page_until_it_is_cleared(
    qtbot: QtBot, window: MainWindow, busy_free: Session
) -> None:
    members = np.arange(300) < 214
    busy_free.select("Picked", members)
    for page in PAGES:
        busy_free.show(page=page)
        assert window._status._selection.text() == "214 selected ·"
        assert window._status._selection.isVisible()
    kept = Selection("High value", members)
    busy_free.looking = replace(busy_free.looking, kept=kept)
    busy_free.selection = kept
    window._status._clear.click()
    assert busy_free.selection is None
    assert busy_free.looking.kept is None
    assert not window._status._selection.isVisible()


def test_clearing_a_selection_leaves_the_filter_that_was_made_before_it(
    window: MainWindow, busy_free: Session
) -> None:
    kept = Selection("High value", np.arange(300) < 9)
    busy_free.looking = replace(busy_free.looking, kept=kept)
    busy_free.select("Picked", np.arange(300) < 3)
    window._status._clear.click()
    assert busy_free.selection is None
    assert busy_free.looking.kept is kept


def test_rows_and_motion_are_as_the_view_menu_says(window: MainWindow, busy_free: Session) -> None:
    slim = row_height(1)
    window._menu._high.trigger()
    assert busy_free.comfortable
    assert row_height(1) == slim + 4
    assert window._menu._high.isChecked()
    window._menu._still.trigger()
    assert busy_free.still
    assert duration(200) == 0
    window._menu._still.trigger()
    window._menu._high.trigger()
    assert row_height(1) == slim


def test_each_step_says_how_far_it_is(analysis: Analysis, broken: Analysis) -> None:
    states = step_states(analysis, analysis.settings)
    assert states["data"] == "300 customers"
    assert states["segments"].startswith("9 segments, ")
    assert step_states(broken, broken.settings)["axes"] == "needs attention"
    too_few = replace(broken, problem=Problem("approach", "Too few customers.", "Add some."))
    assert step_states(too_few, broken.settings)["segments"] == "needs attention"


def test_several_files_are_named_by_the_first(busy_free: Session, joined: Analysis) -> None:
    busy_free.edit("more", joined.settings)
    assert name_of(busy_free) == "base.csv and 1 more"


@pytest.mark.parametrize("page", [key for key in PAGES if key != "data"])
def test_a_page_built_ahead_looks_like_one_that_is_built_when_it_is_visited(
    qtbot: QtBot, qapp: QApplication, answered: Session, page: str
) -> None:
    qapp.setStyleSheet("")
    qapp.setCursorFlashTime(0)
    answered.show(still=True)
    pictures = []
    for ahead in (False, True):
        answered.show(page="data")
        window = opened(qtbot, answered)
        if ahead:
            build_ahead(window)
        window._stack.stop()
        assert (page in window._pages) == ahead
        answered.show(page=page)
        pictures.append(picture(qtbot, window))
        window.close()
    assert pictures[0] == pictures[1]


def test_what_is_opened_while_pages_are_built_ahead_is_on_all_of_them(
    window: MainWindow, busy_free: Session, joined: Analysis
) -> None:
    window._stack._step()
    shown(busy_free, joined)
    build_ahead(window)
    for page in PAGES:
        busy_free.show(page=page)
        assert window._pages[page].isVisible()
        assert window._pages[page]._shown[0] is joined or page == "data"


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_the_window_can_be_closed_while_pages_are_built_ahead(
    qtbot: QtBot, window: MainWindow, busy_free: Session, steps: int
) -> None:
    for _ in range(steps):
        window._stack._step()
    built = set(window._pages)
    window.close()
    qtbot.wait(FIRST_MS)
    assert set(window._pages) == built
    busy_free.changed.emit()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_another_theme_begins_with_the_page_that_is_seen(
    qtbot: QtBot, window: MainWindow, busy_free: Session, steps: int
) -> None:
    for _ in range(steps):
        window._stack._step()
    busy_free.show(page="axes", theme="dark")
    assert set(window._pages) == {"axes"}
    qtbot.waitUntil(window._pages["axes"].isVisible)
    build_ahead(window)
    assert set(window._pages) == set(PAGES)


def test_a_dialog_over_the_window_wears_what_the_window_wears(window: MainWindow) -> None:
    dialog = AskDialog(window, "Heading", "Text")
    [title] = [one for one in dialog.findChildren(QLabel) if one.text() == "Heading"]
    title.ensurePolished()
    assert title.font().pixelSize() == TITLE_PX
    dialog.close()
