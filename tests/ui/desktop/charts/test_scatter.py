from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import (
    SEGMENTS,
    Columns,
    Show,
    X,
    Y,
    click,
    customers,
    ink,
    lonely,
    pixel_of,
)
from tests.ui.desktop.dressing import dress_all
from ui.desktop.charts.facts_panel import Facts
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.theme.tokens import DARK, LIGHT

NO_IDEAL = tuple(ScatterSegment(s.code, s.name, ideal=False, style=s.style) for s in SEGMENTS)
FACTS = Facts("<b>Customer</b>", "Ann", 2, "Group 2", (("Satisfaction", "<b>5.0</b>"),))


def test_the_note_says_how_many_are_shown_and_why_not_all(show: Show) -> None:
    x, y, codes = customers()
    x[:7] = np.nan
    y[10:13] = 0
    note = show((x, y, codes)).note()
    assert note.startswith("Showing 890 of 900.")
    assert "7 without a value on every axis." in note
    assert "3 at zero or below, off the log scale." in note
    assert "Lifetime value on a log scale." in note


def test_the_note_tells_of_spread_marks(show: Show) -> None:
    x, y, codes = customers()
    chart = show((np.round(x / 3), y, codes))
    assert "Marks are spread a little so that equal values can be seen." in chart.note()


def test_the_note_follows_the_view(qtbot: QtBot, show: Show) -> None:
    chart = show()
    with qtbot.waitSignal(chart.note_changed):
        chart._staging.flat.surface.show_view((0.0, 1.5, 0.0, 2.0))
    assert "outside the frame" in chart.note()


def test_points_without_any_value_say_so(show: Show) -> None:
    nothing = np.full(3, np.nan)
    chart = show((nothing, nothing, np.ones(3, np.int8)))
    chart.grab()
    assert chart.note().startswith("Showing 0 of 3.")


def test_a_click_on_a_mark_tells_its_row_and_segment(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    at = pixel_of(chart, 1)
    segments: list[int] = []
    chart.segment_clicked.connect(segments.append)
    with qtbot.waitSignal(chart.hands.picked) as seen:
        click(qtbot, chart, at)
    assert seen.args == [1, 2]
    assert segments == [2]


def test_a_click_on_a_label_tells_its_segment_only(qtbot: QtBot, show: Show) -> None:
    chart = show()
    chart.grab()
    place = chart._staging.flat._names.places[0]
    points: list[int] = []
    chart.hands.picked.connect(points.append)
    with qtbot.waitSignal(chart.segment_clicked) as seen:
        click(qtbot, chart, place.plate.center().toPoint())
    assert seen.args == [place.code]
    assert points == []


def test_a_click_on_nothing_chooses_no_segment(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    with (
        qtbot.waitSignal(chart.segment_clicked) as seen,
        qtbot.assertNotEmitted(chart.hands.picked),
    ):
        click(qtbot, chart, pixel_of(chart, 1) + QPoint(60, 60))
    assert seen.args == [None]


def test_the_wheel_zooms_and_a_double_click_resets(qtbot: QtBot, show: Show) -> None:
    chart = show()
    home = chart._staging.flat.surface.view()
    port = chart._staging.flat.surface.viewport()
    at = QPointF(400, 300)
    turn = QWheelEvent(
        at,
        QPointF(port.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, turn)
    closer = chart._staging.flat.surface.view()
    assert closer[1] - closer[0] < home[1] - home[0]
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert chart._staging.flat.surface.view() == pytest.approx(home)


def test_the_user_cannot_get_lost(show: Show) -> None:
    chart = show()
    home = chart._staging.flat.surface.view()
    chart._staging.flat.surface.box.scaleBy((1e9, 1e9))
    far = chart._staging.flat.surface.view()
    assert far[1] - far[0] <= 8.01 * (home[1] - home[0])


def test_resting_on_a_mark_asks_for_the_customers_facts(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    with qtbot.waitSignal(chart.hands.facts_wanted) as seen:
        qtbot.mouseMove(chart._staging.flat.surface.viewport(), pixel_of(chart, 1) + QPoint(2, 2))
    assert seen.args == [1]
    chart.show_facts(1, FACTS)
    panel = chart.hands.panel
    assert panel.isVisible()
    assert chart.rect().contains(panel.geometry())
    assert "<b>5.0</b>" in panel.accessibleDescription()
    chart.show_facts(0, FACTS)
    qtbot.mouseMove(chart._staging.flat.surface.viewport(), QPoint(5, 300))
    assert not panel.isVisible()


def test_enter_pins_the_facts_until_escape(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    with qtbot.waitSignal(chart.hands.picked) as seen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    customer = seen.args[0]
    chart.show_facts(customer, FACTS)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.hands.panel.isVisible()
    with qtbot.waitSignal(chart.hands.card_wanted) as wanted:
        chart.hands.panel._card.click()
    assert wanted.args == [customer]
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.hands.panel.isVisible()


def test_the_keyboard_goes_from_segment_to_segment(qtbot: QtBot, show: Show) -> None:
    chart = show()
    control = Qt.KeyboardModifier.ControlModifier
    for expected in (1, 2, 3):
        qtbot.keyClick(chart, Qt.Key.Key_Right, control)
        assert chart.hands.cursor.segment() == expected
    qtbot.keyClick(chart, Qt.Key.Key_Left, control)
    assert chart.accessibleDescription() == "Group 2: 100 customers"
    with qtbot.waitSignal(chart.segment_clicked) as seen:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert seen.args == [2]


def test_arrows_go_to_the_nearest_mark_that_way(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.hands.cursor.segment() == 2
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.hands.cursor.segment() == 3
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.hands.cursor.segment() == 3


def test_escape_leaves_the_mark(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart.hands.cursor.place is None


def test_a_screen_reader_gets_axes_and_counts(show: Show) -> None:
    chart = show()
    assert chart.accessibleName() == "Scatter of customers: Satisfaction and Lifetime value"
    assert "Ideal: Group 1: 100; Group 2: 100" in chart.accessibleDescription()
    assert chart.focusPolicy() == Qt.FocusPolicy.StrongFocus


def test_a_selected_segment_stands_out(show: Show) -> None:
    chart = show()
    before = ink(chart.grab().toImage())
    chart.select_segment(5)
    assert chart.selected_segment() == 5
    assert ink(chart.grab().toImage()) < 0.8 * before
    chart.select_segment(None)
    assert ink(chart.grab().toImage()) == before


def test_the_chart_follows_the_theme(qapp: QApplication, show: Show) -> None:
    chart = show()
    dress_all(qapp, DARK)
    qapp.processEvents()
    corner = chart.grab().toImage().pixelColor(5, 300)
    assert corner == QColor(DARK.surface)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_the_chart_follows_the_text_size(qapp: QApplication, show: Show, scale: float) -> None:
    dress_all(qapp, LIGHT, scale)
    chart = show()
    chart.grab()
    assert chart._look.scale == pytest.approx(scale)
    assert chart._staging.flat.surface.plot().width() > 300


def test_without_an_ideal_its_region_is_drawn(show: Show) -> None:
    chart = show(segments=NO_IDEAL, region=(8.0, 10.0, 1000.0, float("inf")))
    assert chart._staging.scene.outline is None
    assert chart._staging.scene.region[:3] == pytest.approx((8.0, 10.0, 3.0))
    chart.grab()


@pytest.mark.parametrize(
    "points",
    [
        (np.array([4.0]), np.array([300.0]), np.array([1], np.int8)),
        (np.full(90, 4.0), np.full(90, 300.0), customers(90)[2]),
        (np.empty(0), np.empty(0), np.empty(0, np.int8)),
        (np.zeros(50), np.linspace(1, 9, 50), np.zeros(50, np.int8)),
    ],
    ids=["one", "all at one place", "nobody", "nobody scored"],
)
def test_unusual_customers_can_be_drawn(show: Show, points: Columns) -> None:
    assert not show(points).grab().isNull()


def test_very_many_customers_are_counted_not_sampled(
    qtbot: QtBot, show: Show, tmp_path: Path
) -> None:
    x, y, codes = customers(120_000)
    np.save(tmp_path / "x.npy", x)
    chart = show((np.load(tmp_path / "x.npy", mmap_mode="r"), y, codes))
    assert chart._staging.scene.cloud.pyramid is not None
    assert "of 120,000" in chart.note()
    assert "zoom in for single marks" in chart.note()
    chart.select_segment(3)
    chart.grab()
    chart._staging.flat.surface.show_view((4.9, 5.1, 2.2, 2.3))
    chart.grab()
    chart._refresh_note()
    assert "zoom in" not in chart.note()


def test_only_the_latest_customers_are_shown(qtbot: QtBot, show: Show) -> None:
    chart = show()
    for count in (80_000, 90):
        x, y, codes = customers(count)
        chart.show_points(Points((x, y), codes, SEGMENTS, (X, Y)))
    qtbot.wait(400)
    assert len(chart._staging.scene.cloud.x) == 90


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_saved_chart_is_light_in_either_theme(
    qapp: QApplication, show: Show, tmp_path: Path, ending: str
) -> None:
    saved = {}
    for tokens in (LIGHT, DARK):
        dress_all(qapp, tokens)
        chart = show()
        path = tmp_path / f"{tokens.name}.{ending}"
        chart.save_image(path)
        saved[tokens.name] = path.read_bytes()
    assert len(saved["light"]) > 5_000
    if ending != "pdf":  # a PDF holds the time of writing
        assert saved["light"] == saved["dark"]


def test_another_ending_is_refused(show: Show, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="png"):
        show().save_image(tmp_path / "chart.bmp")


def test_a_folder_that_does_not_exist_is_an_error(show: Show, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="chart"):
        show().save_image(tmp_path / "nowhere" / "chart.png")


def test_a_copied_chart_is_a_sharp_picture(show: Show) -> None:
    chart = show()
    chart.copy_image()
    assert QGuiApplication.clipboard().image().width() == 3 * chart.width()
    plain = QGuiApplication.clipboard().image().height()
    chart.copy_image("Each mark is one customer")
    assert QGuiApplication.clipboard().image().height() > plain
