from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from ui.desktop.widgets.range_strip import RangeStrip, StripValues, strip_share

VALUES = StripValues(0, 50, 100, 10, 20, 30, 40, 60)


@pytest.mark.parametrize(("value", "share"), [(0, 0), (25, 0.25), (100, 1), (-5, 0), (200, 1)])
def test_a_value_lies_between_everyones_ends(value: float, share: float) -> None:
    assert strip_share(value, VALUES) == share


def test_a_log_measure_is_placed_by_its_ratio() -> None:
    values = replace(VALUES, everyone_low=1, everyone_high=100, log=True)
    assert strip_share(10, values) == pytest.approx(0.5)


def test_equal_ends_put_everything_in_the_middle() -> None:
    assert strip_share(3, replace(VALUES, everyone_high=0)) == 0.5


def test_the_strip_says_its_figures_to_a_screen_reader(qtbot: QtBot) -> None:
    strip = RangeStrip()
    qtbot.addWidget(strip)
    empty = strip.grab().toImage()
    strip.show_values(VALUES, 7, "Satisfaction: median 4.6, everyone 7.1")
    assert strip.accessibleName() == "Satisfaction: median 4.6, everyone 7.1"
    assert strip.grab().toImage() != empty
