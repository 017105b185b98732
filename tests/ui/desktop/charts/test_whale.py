from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop.dressing import dress_all
from ui.desktop.charts.whale import WhaleChart
from ui.desktop.charts.whale_drawing import WhaleShape
from ui.desktop.theme.tokens import LIGHT

LEFT = Qt.MouseButton.LeftButton
SHAPE = WhaleShape(
    customers=(0, 50, 100, 150, 200),
    profit=(0.0, 800.0, 1_200.0, 1_250.0, 1_000.0),
    top=40,
    bottom=180,
    tiers=("Top", "Middle", "Bottom"),
    peak_customers=150,
    peak_words=("Peak 1,250",),
    eroded_words=("the last 50 customers", "take 250 away"),
    top_words=("64 % of profit",),
    end_words=("1,000",),
)


@pytest.fixture
def chart(qapp: QApplication, qtbot: QtBot) -> Iterator[WhaleChart]:
    dress_all(qapp, LIGHT)
    made = WhaleChart(320)
    qtbot.addWidget(made)
    made.resize(700, 320)
    made.show_curve(SHAPE, lambda count, profit: (f"{count}", f"{profit:.0f}"), "Whale", "Told.")
    made.show()
    yield made
    qapp.setStyleSheet("")


def at(chart: WhaleChart, customers: float) -> QPoint:
    frame = chart._frame(SHAPE)
    return frame.point(customers, 500.0).toPoint()


def drag(qtbot: QtBot, chart: WhaleChart, first: float, last: float) -> None:
    qtbot.mousePress(chart, LEFT, pos=at(chart, first))
    for share in (0.3, 0.7, 1.0):
        qtbot.mouseMove(chart, at(chart, first + share * (last - first)))
    qtbot.mouseRelease(chart, LEFT, pos=at(chart, last))


@pytest.mark.parametrize(("customers", "tier"), [(10, 0), (100, 1), (195, 2)])
def test_a_click_picks_the_tier(
    chart: WhaleChart, qtbot: QtBot, customers: float, tier: int
) -> None:
    with qtbot.waitSignal(chart.tier_picked) as told:
        qtbot.mouseClick(chart, LEFT, pos=at(chart, customers))
    assert told.args == [tier]


def test_dragging_over_the_curve_picks_the_customers_below(chart: WhaleChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.stretch_picked) as told:
        drag(qtbot, chart, 150, 80)
    assert told.args == [pytest.approx(80, abs=1), pytest.approx(150, abs=1)]


def test_a_limit_that_is_dragged_ends_at_a_round_share(chart: WhaleChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.limit_moved) as told:
        drag(qtbot, chart, SHAPE.top, 60)
    assert told.args == [0, 0.3]
    with qtbot.waitSignal(chart.limit_moved) as told:
        drag(qtbot, chart, SHAPE.bottom, 140)
    assert told.args == [1, 0.3]


def test_one_limit_never_passes_the_other(chart: WhaleChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.limit_moved) as told:
        drag(qtbot, chart, SHAPE.top, 199)
    assert told.args == [0, 0.9]


def test_keys_go_along_the_curve_and_the_value_is_read_out(chart: WhaleChart, qtbot: QtBot) -> None:
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "2. 32"
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.accessibleDescription() == "200. 1000"
    with qtbot.waitSignal(chart.tier_picked) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == [2]


def test_shift_and_arrows_move_the_nearer_limit(chart: WhaleChart, qtbot: QtBot) -> None:
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    with qtbot.waitSignal(chart.limit_moved) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [0, 0.21]


@pytest.mark.parametrize("profit", [(0.0, 5.0), (0.0, 0.0), (0.0, -5.0)])
def test_one_customer_is_a_curve_too(chart: WhaleChart, profit: tuple[float, ...]) -> None:
    alone = WhaleShape((0, 1), profit, 0, 1, ("Top", "Middle", "Bottom"), 0, (), (), (), ("5",))
    chart.show_curve(alone, lambda _count, _profit: (), "Whale", "")
    assert not chart.grab().isNull()
