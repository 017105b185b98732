from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from ui.desktop.charts.flow_layout import Flow, FlowNode, flow_layout

ROOM = QRectF(0, 30, 600, 500)
COUNTS = st.lists(st.lists(st.integers(0, 5_000), min_size=3, max_size=3), min_size=1, max_size=12)


def made(counts: list[list[int]]) -> tuple[list[FlowNode], list[FlowNode], list[Flow]]:
    starts = [FlowNode(f"s{place}", sum(row), 1) for place, row in enumerate(counts)]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    ends = [FlowNode(f"e{place}", count, None) for place, count in enumerate(columns)]
    flows = [
        Flow(start, end, count)
        for start, row in enumerate(counts)
        for end, count in enumerate(row)
        if count
    ]
    return starts, ends, flows


@given(COUNTS)
def test_customers_take_the_same_height_on_both_sides(counts: list[list[int]]) -> None:
    starts, ends, flows = made(counts)
    found = flow_layout((starts, ends), flows, ROOM, 1.0)
    per_customer = {
        round(band.thick / band.flow.count, 6) for band in found.bands if band.flow.count
    }
    assert len(per_customer) <= 1
    for side, nodes in enumerate((starts, ends)):
        for bar, node in zip(found.bars[side], nodes, strict=True):
            if node.count and per_customer:
                assert bar.height() >= node.count * min(per_customer) - 1e-3 * node.count


@given(COUNTS)
def test_bands_leave_and_arrive_inside_their_bars_without_overlapping(
    counts: list[list[int]],
) -> None:
    starts, ends, flows = made(counts)
    found = flow_layout((starts, ends), flows, ROOM, 1.0)
    for place, bar in enumerate(found.bars[0]):
        own = sorted(
            (band for band in found.bands if band.flow.start == place),
            key=lambda band: band.leaves.y(),
        )
        bottom = bar.top()
        for band in own:
            assert band.leaves.y() == pytest.approx(bottom, abs=1e-6)
            bottom += band.thick
        assert bottom <= bar.bottom() + 1e-6
    for band in found.bands:
        bar = found.bars[1][band.flow.end]
        assert bar.top() - 1e-6 <= band.arrives.y()
        assert band.arrives.y() + band.thick <= bar.bottom() + 1e-6


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=12))
def test_names_never_touch_and_stay_in_the_room(sizes: list[int]) -> None:
    nodes = [FlowNode(str(place), size, 1) for place, size in enumerate(sizes)]
    found = flow_layout((nodes, nodes), [], ROOM, 1.0)
    for labels in found.labels:
        for upper, lower in pairwise(labels):
            assert upper.bottom() <= lower.top() + 1e-6
        assert labels[-1].bottom() <= ROOM.bottom() + 1e-6


def test_the_widest_bands_are_drawn_first() -> None:
    starts, ends, flows = made([[1, 50, 3], [7, 0, 900]])
    found = flow_layout((starts, ends), flows, ROOM, 2.0)
    thick = [band.thick for band in found.bands]
    assert thick == sorted(thick, reverse=True)
    assert found.bands[0].path().boundingRect().height() > found.bands[-1].thick
