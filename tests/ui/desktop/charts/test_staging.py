"""What stands out, what is left out, and how marks get to new places."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import (
    SEGMENTS,
    Show,
    X,
    Y,
    Z,
    customers,
    ink,
    lonely,
    solid_customers,
)
from ui.desktop.charts import staging
from ui.desktop.charts.points import Points
from ui.desktop.charts.scatter import SegmentScatter


def drawn(chart: SegmentScatter) -> float:
    return ink(chart.grab().toImage())


@pytest.mark.parametrize("count", [900, 120_000], ids=["marks", "counts"])
def test_chosen_customers_stand_out_on_the_flat_chart(qtbot: QtBot, show: Show, count: int) -> None:
    chart = show(customers(count))
    before = drawn(chart)
    chart.choose(np.arange(count) % 9 == 0)
    qtbot.waitUntil(lambda: chart._staging.stage.chosen is not None, timeout=10_000)
    assert drawn(chart) < 0.85 * before
    chart.choose(None)
    qtbot.waitUntil(lambda: chart._staging.stage.chosen is None)
    assert drawn(chart) == before


@pytest.mark.parametrize("count", [900, 120_000], ids=["marks", "counts"])
def test_chosen_customers_and_segments_stand_out_in_the_cube(
    qtbot: QtBot, show: Show, count: int
) -> None:
    chart = show(solid_customers(count))
    chart._staging.solid.surface._settle()
    before = drawn(chart)
    chart.choose(np.arange(count) % 9 == 0)
    qtbot.waitUntil(lambda: chart._staging.stage.chosen is not None, timeout=10_000)
    assert drawn(chart) < 0.85 * before
    chart.choose(None)
    chart.select_segment(4)
    assert drawn(chart) < 0.85 * before


def test_who_is_left_out_is_told_and_the_view_stays(show: Show) -> None:
    chart = show()
    home = chart._staging.flat.surface.view()
    x, y, codes = customers()
    chart.show_points(Points((x, y), codes, SEGMENTS, (X, Y), kept=codes == 2))
    assert chart._staging.flat.surface.view() == home
    assert chart.note().startswith("Showing 100 of 900.")
    assert "800 left out by the filter." in chart.note()
    assert chart._staging.order() == [2]


def other_axes(chart: SegmentScatter) -> None:
    x, y, codes = customers()
    chart.show_points(Points((y, x), codes, SEGMENTS, (Y, X)))


def test_marks_go_to_their_new_places_when_the_axes_change(
    qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "duration", lambda milliseconds: milliseconds)
    chart = show()
    chart.grab()
    other_axes(chart)
    assert chart._staging.stage.travel == 0.0
    qtbot.waitUntil(lambda: chart._staging.stage.travel == 1.0, timeout=3_000)
    assert chart._staging._travel.duration() == 200


def test_with_reduced_motion_they_are_there_at_once(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "duration", lambda _milliseconds: 0)
    chart = show()
    chart.grab()
    other_axes(chart)
    assert chart._staging.stage.travel == 1.0


def test_a_customer_gets_a_ring(qapp: QApplication, show: Show) -> None:
    chart = show(lonely())
    before = drawn(chart)
    chart.ring(1)
    assert drawn(chart) > before
    chart.ring(None)
    assert drawn(chart) == before


def test_the_picture_in_numbers_follows_cube_and_chart(show: Show) -> None:
    chart = show()
    flat = chart.summary()
    assert [one.code for one in flat] == list(range(1, 10))
    assert sum(one.inside for one in flat) == 900
    assert all(one.quartiles[0][0] <= one.quartiles[0][1] for one in flat)
    chart.show_points(solid_customers())
    solid = chart.summary()
    assert [len(one.quartiles) for one in solid] == [3] * 9
    assert chart.accessibleName().endswith(f"Lifetime value and {Z.label}")
