from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.desktop.session import Session
from ui.desktop.theme.tokens import LIGHT
from ui.desktop.widgets.standing_strip import StandingStrip, StandingValues

HERE = StandingValues(5.0, (0.0, 10.0), (2.0, 4.0), (8.0, 9.0), here_style=3, ideal_style=1)


def drawn(qtbot: QtBot, values: StandingValues | None) -> np.ndarray:
    strip = StandingStrip()
    qtbot.addWidget(strip)
    strip.resize(200, 26)
    strip.show_values(values, "Satisfaction 5")
    picture = strip.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), np.uint8)
    return pixels.reshape(picture.height(), picture.width(), 4)[..., :3].astype(int)


def columns_of(pixels: np.ndarray, colour: str, row: int) -> np.ndarray:
    """List the columns in which a row has a colour, give or take its edges."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    away = np.abs(pixels[row] - (blue, green, red)).sum(axis=1)
    return np.flatnonzero(away < 30)


def test_the_bars_stand_where_segment_and_ideal_are(qtbot: QtBot, empty_session: Session) -> None:
    pixels = drawn(qtbot, HERE)
    above = columns_of(pixels, LIGHT.segment(3).edge, 6)
    below = columns_of(pixels, LIGHT.segment(1).edge, 20)
    assert np.allclose([above.min(), above.max()], [43, 81], atol=3)
    assert np.allclose([below.min(), below.max()], [157, 176], atol=3)


def test_a_customer_without_a_value_has_no_mark(qtbot: QtBot, empty_session: Session) -> None:
    with_mark = drawn(qtbot, HERE)
    without = drawn(qtbot, replace(HERE, value=float("nan")))
    assert (with_mark != without).any()
    assert (drawn(qtbot, None) == drawn(qtbot, None)[0, 0]).all()


def test_on_a_log_scale_tenfold_is_one_step(qtbot: QtBot, empty_session: Session) -> None:
    values = replace(HERE, everyone=(1.0, 100.0), here=(1.0, 10.0), ideal=None, log=True)
    above = columns_of(drawn(qtbot, values), LIGHT.segment(3).edge, 6)
    assert abs(above.max() - 100) < 4
