from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.widgets.page_stack import FIRST_MS, NEXT_MS, PageStack

KEYS = ("one", "two", "three")


class Maker:
    """Makes pages with a field, and notes which."""

    def __init__(self) -> None:
        self.made: dict[str, QLineEdit] = {}

    def make(self, key: str) -> QWidget:
        self.made[key] = QLineEdit(key)
        return self.made[key]


@pytest.fixture
def maker() -> Maker:
    return Maker()


@pytest.fixture
def stack(qtbot: QtBot, maker: Maker) -> Iterator[PageStack]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = PageStack(KEYS, maker.make)
    window.setCentralWidget(made)
    made.build("one")
    made.show_page("one")
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def test_at_first_only_the_page_that_is_seen_is_built(stack: PageStack, maker: Maker) -> None:
    assert list(maker.made) == ["one"]
    assert maker.made["one"].isVisible()
    assert stack.waiting


def test_the_others_are_built_while_the_window_is_at_rest_and_stay_out_of_sight(
    qtbot: QtBot, stack: PageStack, maker: Maker
) -> None:
    qtbot.waitUntil(lambda: not stack.waiting)
    assert list(maker.made) == list(KEYS)
    assert [key for key in KEYS if maker.made[key].isVisible()] == ["one"]
    assert all(page.parentWidget() is stack for page in maker.made.values())


def test_one_page_at_a_time_is_made_and_put_into_the_window_a_step_later(
    stack: PageStack, maker: Maker
) -> None:
    stack.stop()
    stack._step()
    assert list(maker.made) == ["one", "two"]
    assert maker.made["two"].parentWidget() is None
    stack._step()
    assert list(maker.made) == ["one", "two"]
    assert maker.made["two"].parentWidget() is stack


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_a_page_is_shown_at_once_however_far_it_is_built(
    stack: PageStack, maker: Maker, steps: int
) -> None:
    stack.stop()
    for _ in range(steps):
        stack._step()
    stack.build("two")
    stack.show_page("two")
    assert maker.made["two"].isVisible()
    assert not maker.made["one"].isVisible()
    assert list(maker.made) == ["one", "two"]


def test_nothing_is_built_any_more_once_it_is_stopped(
    qtbot: QtBot, stack: PageStack, maker: Maker
) -> None:
    stack.stop()
    qtbot.wait(FIRST_MS + 2 * NEXT_MS)
    assert list(maker.made) == ["one"]


def test_the_keyboard_is_not_taken_to_whatever_comes_next_when_a_page_goes(
    qtbot: QtBot, stack: PageStack, maker: Maker
) -> None:
    beside = QLineEdit(stack.window())
    beside.show()
    stack.window().activateWindow()
    maker.made["one"].setFocus()
    qtbot.waitUntil(maker.made["one"].hasFocus)
    stack.build("two")
    stack.show_page("two")
    assert stack.window().hasFocus()
