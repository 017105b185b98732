import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from ui.desktop.charts.frame import (
    Frame,
    ScatterAxis,
    axis_values,
    round_log_values,
    round_values,
)


def test_an_axis_says_unit_scale_and_direction() -> None:
    axis = ScatterAxis("Lifetime value", "£", "more", log=True)
    assert axis.caption("y") == "Lifetime value, £, log scale (more is better ↑)"


@pytest.mark.parametrize(
    ("side", "better", "expected"),
    [
        ("x", "more", "more is better →"),
        ("x", "less", "← less is better"),
        ("y", "less", "less is better ↓"),
        ("x", "near 7 is best", "near 7 is best"),
    ],
)
def test_the_arrow_points_where_it_is_better(side: str, better: str, expected: str) -> None:
    assert ScatterAxis("Cost", better=better).direction(side) == expected


def test_an_axis_without_a_direction_is_only_named() -> None:
    assert ScatterAxis("Cost", "£").caption("x") == "Cost, £"


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_labels_are_three_to_seven_values_inside(low: float, span: float) -> None:
    values = round_values(low, low + span)
    assert 3 <= len(values) <= 7
    assert all(low - span * 1e-6 <= value <= low + span * 1.000001 for value in values)


@given(st.floats(-3, 6), st.floats(0.05, 8))
def test_labels_on_a_log_scale_are_positive_and_inside(low: float, span: float) -> None:
    values = round_log_values(low, low + span)
    assert 2 <= len(values) <= 8
    assert all(low - 1e-6 <= np.log10(value) <= low + span + 1e-6 for value in values)


def test_labels_on_a_log_scale_are_round() -> None:
    assert round_log_values(1.4, 3.7) == pytest.approx([30, 100, 300, 1000, 3000])


def test_labels_share_their_decimals() -> None:
    _, texts = axis_values(0, 1.1, ScatterAxis("Share"))
    assert texts == ["0.00", "0.25", "0.50", "0.75", "1.00"]


def test_pixels_and_values_lead_to_each_other() -> None:
    frame = Frame(QRectF(50, 20, 400, 300), (0.0, 10.0, -1.0, 1.0))
    assert frame.bounds(frame.rect((2, 5, -0.5, 0.25))) == pytest.approx((2, 5, -0.5, 0.25))
    assert frame.point(0, 1).x() == 50
    assert frame.point(0, 1).y() == 20
