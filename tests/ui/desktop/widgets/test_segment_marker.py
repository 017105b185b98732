import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from ui.desktop.theme.tokens import DARK, LIGHT, Tokens
from ui.desktop.widgets.segment_marker import SegmentMarker, marker_pixmap


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("style", range(1, 10))
def test_the_middle_of_a_mark_has_the_segments_fill(
    qtbot: QtBot, tokens: Tokens, style: int
) -> None:
    picture = marker_pixmap(style, tokens, 24, 2).toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() // 2)
    assert middle == QColor(tokens.segment(style).fill)


def test_a_mark_is_sharp_on_a_fine_screen(qtbot: QtBot) -> None:
    picture = marker_pixmap(1, LIGHT, 12, 2)
    assert picture.size() == QSize(32, 32)
    assert picture.devicePixelRatio() == 2


def test_a_marker_can_change_its_segment(qtbot: QtBot) -> None:
    marker = SegmentMarker(1)
    qtbot.addWidget(marker)
    before = marker.grab().toImage()
    marker.show_style(8)
    assert marker.grab().toImage() != before
