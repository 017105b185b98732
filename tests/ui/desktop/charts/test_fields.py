"""The nine fields: who is where, and picking them."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import CTRL, LEFT, SEGMENTS, ink
from ui.desktop.charts.fields import field_of, nine_fields
from ui.desktop.charts.lasso import How
from ui.desktop.charts.nine_fields import NineFields

ACROSS = np.array([0.0, 0.1, 0.5, 0.9, 1.0, np.nan, 0.9])
UP = np.array([0.0, 0.2, 0.5, 0.9, 0.1, 0.5, 0.9])
CODES = np.array([1, 1, 2, 3, 4, 5, 0], np.int8)


def test_scores_fall_into_three_thirds() -> None:
    scores = np.array([0.0, 0.33, 1 / 3, 0.5, 2 / 3, 0.99, 1.0, np.nan])
    assert field_of(scores).tolist() == [0, 0, 1, 1, 2, 2, 2, -1]


def test_every_scored_customer_is_in_one_field() -> None:
    fields = nine_fields(ACROSS, UP, CODES, None, None)
    assert len(fields) == 9
    counts = {(field.across, field.up): field.customers for field in fields}
    assert counts.pop((0, 0)) == 2
    assert counts.pop((1, 1)) == counts.pop((2, 2)) == counts.pop((2, 0)) == 1
    assert set(counts.values()) == {0}


def test_a_field_knows_its_segments_and_who_is_selected() -> None:
    selected = np.array([True, False, False, True, False, True, True])
    kept = np.array([True, True, True, True, False, True, True])
    fields = {(f.across, f.up): f for f in nine_fields(ACROSS, UP, CODES, kept, selected)}
    assert fields[0, 0].parts == ((1, 2),)
    assert fields[0, 0].selected == fields[2, 2].selected == 1
    assert fields[2, 0].customers == 0


@pytest.fixture
def map_of_fields(qtbot: QtBot) -> NineFields:
    made = NineFields()
    qtbot.addWidget(made)
    made.resize(700, 500)
    fields = nine_fields(ACROSS, UP, CODES, None, None)
    made.show_fields(fields, SEGMENTS, ("Satisfaction", "Lifetime value"))
    made.show()
    return made


def test_good_is_right_and_up(map_of_fields: NineFields) -> None:
    best, worst = (
        map_of_fields.field_at(QPointF(660, 60)),
        map_of_fields.field_at(QPointF(120, 420)),
    )
    assert best is not None
    assert (best.across, best.up) == (2, 2)
    assert worst is not None
    assert (worst.across, worst.up) == (0, 0)
    assert ink(map_of_fields.grab().toImage()) > 0


def test_a_click_picks_the_field(qtbot: QtBot, map_of_fields: NineFields) -> None:
    with qtbot.waitSignal(map_of_fields.picked) as seen:
        qtbot.mouseClick(map_of_fields, LEFT, CTRL, QPoint(660, 60))
    assert seen.args == [2, 2, How.ADD]
    with qtbot.assertNotEmitted(map_of_fields.picked):
        qtbot.mouseClick(map_of_fields, LEFT, pos=QPoint(10, 60))


def test_keys_go_from_field_to_field(qtbot: QtBot, map_of_fields: NineFields) -> None:
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Down):
        qtbot.keyClick(map_of_fields, key)
    assert map_of_fields.accessibleDescription() == (
        "Satisfaction poor, Lifetime value poor: 2 customers. Group 1: 2"
    )
    with qtbot.waitSignal(map_of_fields.picked) as seen:
        qtbot.keyClick(map_of_fields, Qt.Key.Key_Return)
    assert seen.args == [0, 0, How.REPLACE]


def test_without_fields_a_sentence_stands_there(map_of_fields: NineFields) -> None:
    map_of_fields.show_fields((), (), ("Satisfaction", "Lifetime value"))
    assert map_of_fields.field_at(QPointF(660, 60)) is None
    assert not map_of_fields.grab().isNull()
