import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop.dressing import dress_all
from ui.desktop.charts.flow_layout import Flow, FlowNode
from ui.desktop.charts.flows import FlowChart, FlowSide
from ui.desktop.theme.tokens import LIGHT

BEFORE = FlowSide("2025: 1,000", (FlowNode("Good", 300, 1, True), FlowNode("Poor", 700, 3)))
AFTER = FlowSide(
    "2026: 900",
    (FlowNode("Good", 500, 1, True), FlowNode("Poor", 400, 3), FlowNode("Left", 100, None)),
)
FLOWS = (Flow(0, 0, 280), Flow(0, 1, 20), Flow(1, 0, 220, 220), Flow(1, 1, 380), Flow(1, 2, 100))


@pytest.fixture
def chart(qtbot: QtBot) -> FlowChart:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress_all(application, LIGHT)
    made = FlowChart()
    qtbot.addWidget(made)
    made.resize(640, 500)
    made.show_flows(BEFORE, AFTER, FLOWS)
    made.show()
    return made


def middle(chart: FlowChart, side: int, place: int) -> QPoint:
    return chart.bar(side, place).center().toPoint()


def test_a_bar_picks_its_customers_and_again_nobody(qtbot: QtBot, chart: FlowChart) -> None:
    with qtbot.waitSignal(chart.picked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 0, 1))
    assert told.args == [(1, None)]
    chart.choose((1, None))
    with qtbot.waitSignal(chart.picked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, 0, 1))
    assert told.args == [None]


def test_a_band_picks_who_went_that_way(qtbot: QtBot, chart: FlowChart) -> None:
    band = next(band for band in chart._layout.bands if (band.flow.start, band.flow.end) == (1, 2))
    at = band.arrives + QPointF(-3, band.thick / 2)
    with qtbot.waitSignal(chart.picked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert told.args == [(1, 2)]


def test_the_keyboard_goes_from_node_to_node_and_between_the_periods(
    qtbot: QtBot, chart: FlowChart
) -> None:
    picked = []
    chart.picked.connect(picked.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(chart, key)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert picked == [(1, None), (None, 2), (1, None)]


def test_t_asks_for_the_table(qtbot: QtBot, chart: FlowChart) -> None:
    with qtbot.waitSignal(chart.table_wanted):
        qtbot.keyClick(chart, Qt.Key.Key_T)


def test_a_node_under_the_keyboard_is_said(qtbot: QtBot, chart: FlowChart) -> None:
    chart.describe = lambda pick: f"node {pick}"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleName() == "node (1, None)"
    assert "Poor 700" in chart.accessibleDescription()


def colours_in(chart: FlowChart, fill: str) -> int:
    """Pixels between the bars that have more of a colour than grey has."""
    picture = chart.grab().toImage()
    wanted = QColor(fill)
    left, right = int(chart.bar(0, 0).right()) + 4, int(chart.bar(1, 0).left()) - 4
    found = 0
    for x in range(left, right, 3):
        for y in range(40, 480, 3):
            colour = picture.pixelColor(x, y)
            apart = abs(colour.hslHueF() - wanted.hslHueF())
            found += colour.hslSaturationF() > 0.2 and apart < 0.05
    return found


def test_moves_into_the_goal_are_coloured_and_others_grey(chart: FlowChart) -> None:
    teal, indigo = LIGHT.segment(3).fill, LIGHT.segment(1).fill
    assert colours_in(chart, teal) > 300
    assert colours_in(chart, indigo) == 0
    chart.choose((0, None))
    assert colours_in(chart, indigo) > 300


def test_one_customer_alone_is_drawn_too(qtbot: QtBot, chart: FlowChart) -> None:
    one = FlowSide("2025: 1", (FlowNode("Only", 1, 1), FlowNode("Nobody", 0, 2)))
    chart.show_flows(one, one, (Flow(0, 0, 1),))
    assert chart.bar(0, 0).height() > 100
    assert chart.bar(0, 1).height() > 0
    assert not chart.grab().isNull()


def test_nothing_to_show_is_no_fault(qtbot: QtBot) -> None:
    chart = FlowChart()
    qtbot.addWidget(chart)
    chart.show()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton)
    assert not chart.grab().isNull()
