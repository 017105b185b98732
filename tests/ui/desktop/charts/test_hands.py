"""What pointer and keys do on a scatter, flat and solid."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import (
    ALT,
    CTRL,
    SEGMENTS,
    SHIFT,
    Show,
    X,
    Y,
    Z,
    around,
    click,
    drag,
    lonely,
    pixel_of,
    solid_customers,
    surface_of,
)
from ui.desktop.charts.lasso import HINT, How, Tool
from ui.desktop.charts.points import Points
from ui.desktop.charts.scatter import SegmentScatter

Marked = list[tuple[set[int], How]]


def marked(chart: SegmentScatter) -> Marked:
    """Collect the customers that are picked, and how."""
    seen: Marked = []
    chart.hands.marked.connect(lambda rows, how: seen.append((set(rows.tolist()), how)))
    return seen


@pytest.fixture(params=["flat", "solid"])
def shown(request: pytest.FixtureRequest, show: Show) -> SegmentScatter:
    return show() if request.param == "flat" else show(solid_customers())


def inside(chart: SegmentScatter, at: QPoint, reach: int) -> set[int]:
    """List the customers whose marks lie within a square, by looking at every mark."""
    spots = chart._staging.spots()
    x, y = spots.places(np.arange(len(spots.codes)))
    near = (np.abs(x - at.x()) < reach) & (np.abs(y - at.y()) < reach)
    return set(spots.index[near].tolist())


@pytest.mark.parametrize(
    ("keys", "how"),
    [
        (Qt.KeyboardModifier.NoModifier, How.REPLACE),
        (CTRL, How.ADD),
        (ALT, How.REMOVE),
        (SHIFT, How.REMOVE),
    ],
)
def test_a_lasso_picks_exactly_the_marks_inside(
    qtbot: QtBot, shown: SegmentScatter, keys: Qt.KeyboardModifier, how: How
) -> None:
    seen, at = marked(shown), pixel_of(shown, 400)
    shown.set_tool(Tool.LASSO)
    drag(qtbot, shown, around(at, 25), keys)
    assert seen == [(inside(shown, at, 25), how)]
    assert 400 in seen[0][0]


def test_a_box_picks_the_marks_between_its_corners(qtbot: QtBot, shown: SegmentScatter) -> None:
    seen, at = marked(shown), pixel_of(shown, 400)
    shown.set_tool(Tool.BOX)
    drag(qtbot, shown, [at - QPoint(30, 30), at, at + QPoint(30, 30)])
    assert seen == [(inside(shown, at, 30), How.REPLACE)]


def test_drawing_a_shape_leaves_the_view_where_it_is(qtbot: QtBot, show: Show) -> None:
    chart = show()
    home = chart._staging.flat.surface.view()
    way = [QPoint(300, 200), QPoint(380, 220), QPoint(350, 300)]
    chart.set_tool(Tool.LASSO)
    drag(qtbot, chart, way)
    assert chart._staging.flat.surface.view() == home
    chart.set_tool(Tool.PICK)
    drag(qtbot, chart, way)
    assert chart._staging.flat.surface.view() != home


def test_a_click_with_a_shape_tool_picks_one_mark(qtbot: QtBot, shown: SegmentScatter) -> None:
    seen = marked(shown)
    shown.set_tool(Tool.LASSO)
    at = pixel_of(shown, 400)
    click(qtbot, shown, at, CTRL)
    assert len(seen[0][0]) == 1
    assert seen[0][1] is How.ADD
    assert seen[0][0] <= inside(shown, at, 11)


def test_a_mark_is_added_and_taken_away_by_itself(show: Show) -> None:
    chart = show(lonely())
    seen = marked(chart)
    for how in (How.ADD, How.REMOVE):
        chart.hands.pick_one(QPointF(pixel_of(chart, 1)), how)
    assert seen == [({1}, How.ADD), ({1}, How.REMOVE)]
    assert chart.hands.pinned is None


def test_enter_with_ctrl_adds_the_mark_under_the_cursor(qtbot: QtBot, show: Show) -> None:
    chart = show(lonely())
    seen = marked(chart)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    customer = chart.hands.cursor.customer()
    qtbot.keyClick(chart, Qt.Key.Key_Return, CTRL)
    qtbot.keyClick(chart, Qt.Key.Key_Space, ALT)
    assert seen == [({customer}, How.ADD), ({customer}, How.REMOVE)]


def steps(qtbot: QtBot, chart: SegmentScatter, key: Qt.Key, times: int) -> None:
    for _ in range(times):
        qtbot.keyClick(chart, key)


def test_a_lasso_is_drawn_by_corners_with_keys_alone(qtbot: QtBot, shown: SegmentScatter) -> None:
    seen = marked(shown)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    at = shown.hands.cursor.at()
    qtbot.keyClick(shown, Qt.Key.Key_L)
    assert shown.accessibleDescription() == HINT
    steps(qtbot, shown, Qt.Key.Key_Left, 2)
    steps(qtbot, shown, Qt.Key.Key_Up, 2)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(shown, Qt.Key.Key_Return)
        steps(qtbot, shown, key, 4)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    shown.grab()
    qtbot.keyClick(shown, Qt.Key.Key_L, CTRL)
    spots = shown._staging.spots()
    x, y = spots.places(np.arange(len(spots.codes)))
    square = (np.abs(x - at.x()) < 32) & (np.abs(y - at.y()) < 32)
    assert seen == [(set(spots.index[square].tolist()), How.ADD)]


def test_escape_gives_the_shape_up_and_backspace_its_last_corner(qtbot: QtBot, show: Show) -> None:
    chart = show()
    seen = marked(chart)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    steps(qtbot, chart, Qt.Key.Key_Return, 2)
    qtbot.keyClick(chart, Qt.Key.Key_Backspace)
    assert len(chart.hands.lasso.corners) == 1
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert not chart.hands.lasso.drawing
    assert seen == []


def test_a_shape_without_an_inside_picks_nothing(qtbot: QtBot, show: Show) -> None:
    chart = show()
    seen = marked(chart)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    steps(qtbot, chart, Qt.Key.Key_Return, 2)
    qtbot.keyClick(chart, Qt.Key.Key_L)
    assert seen == []


def test_ctrl_a_asks_for_everybody_in_the_segment(qtbot: QtBot, show: Show) -> None:
    chart = show()
    with qtbot.waitSignal(chart.hands.all_wanted):
        qtbot.keyClick(chart, Qt.Key.Key_A, CTRL)


def test_the_cube_tells_of_the_mark_under_the_pointer(qtbot: QtBot, show: Show) -> None:
    x, y, codes = lonely()
    chart = show(Points((x, y, x), codes, SEGMENTS, (X, Y, Z)))
    at = pixel_of(chart, 1)
    with qtbot.waitSignal(chart.hands.facts_wanted) as seen:
        qtbot.mouseMove(surface_of(chart), at)
    assert seen.args == [1]
    with qtbot.waitSignal(chart.hands.picked) as seen:
        click(qtbot, chart, at)
    assert seen.args == [1, 2]


@pytest.mark.parametrize("key", [Qt.Key.Key_Right, Qt.Key.Key_Down])
def test_arrows_go_through_the_marks_of_the_cube(qtbot: QtBot, show: Show, key: Qt.Key) -> None:
    chart = show(solid_customers())
    turned: Callable[[], object] = lambda: chart._staging.solid.surface.camera  # noqa: E731
    before = turned()
    steps(qtbot, chart, key, 3)
    assert chart.hands.cursor.place is not None
    assert turned() == before
