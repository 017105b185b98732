from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.desktop.dressing import dress_all
from ui.desktop.widgets.page_frame import PageFrame

LONG = "A finding that needs more than one line because it goes on and on " * 3


@pytest.fixture
def frame(qtbot: QtBot, qapp: QApplication) -> Iterator[PageFrame]:
    dress_all(qapp)
    made = PageFrame()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_title("A finding", "And what else there is to know.")
    made.show()
    qtbot.waitExposed(made)
    yield made
    qapp.setStyleSheet("")


def rooms(frame: PageFrame) -> list[int]:
    told: list[int] = []
    frame.reshaped.connect(lambda: told.append(frame.room_below_title()))
    return told


def test_the_room_is_known_before_the_page_is_laid_out_again(
    qtbot: QtBot, frame: PageFrame
) -> None:
    link = QPushButton("Why?")
    frame.add_link(link)
    frame.show_title(LONG, LONG)
    link.setText("Why this one, and no other?")
    at_once = frame.room_below_title()
    qtbot.wait(20)
    assert frame.room_below_title() == at_once


def test_a_page_is_told_when_its_title_takes_more_room(frame: PageFrame) -> None:
    before, told = frame.room_below_title(), rooms(frame)
    frame.show_title(LONG, "And what else there is to know.")
    assert len(told) == 1
    assert told[0] < before
    frame.show_title(LONG, "And what else there is to know!")
    assert len(told) == 1


def test_a_title_that_changes_out_of_sight_is_told_when_the_page_is_seen(frame: PageFrame) -> None:
    before, told = frame.room_below_title(), rooms(frame)
    frame.hide()
    frame.show_title(LONG, "And what else there is to know.")
    assert told == []
    frame.show()
    assert len(told) == 1
    assert told[0] < before
