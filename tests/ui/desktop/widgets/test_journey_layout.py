from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.desktop.session import Session
from ui.desktop.widgets.journey_layout import Arrow, JourneyLayout, Node, rows_of
from ui.desktop.widgets.journey_map import JourneyMap

NODES = (
    Node(1, 1, "Ideal", 0, ideal=True),
    Node(2, 2, "Close", 1),
    Node(3, 3, "Also close", 1),
    Node(4, 4, "Far away", 2),
)
ARROWS = (Arrow(2, 1, "Upsell"), Arrow(3, 1, "Care"), Arrow(4, 3, "Cocooning"))
HEADINGS = ("The ideal", "One step away", "Two steps away")


def layout(width: int = 900) -> JourneyLayout:
    return JourneyLayout(NODES, ARROWS, HEADINGS, rows_of(NODES, ARROWS), width)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=9))
def test_no_two_nodes_of_a_column_share_a_row(levels: list[int]) -> None:
    nodes = tuple(Node(code, code, "", level) for code, level in enumerate(levels, 1))
    rows = rows_of(nodes, ())
    places = [(node.level, rows[node.code]) for node in nodes]
    assert len(set(places)) == len(places)


def test_arrow_keys_follow_arrows_and_stay_in_the_column() -> None:
    shown = layout()
    assert shown.neighbour(4, Qt.Key.Key_Right) == 3
    assert shown.neighbour(3, Qt.Key.Key_Left) == 4
    assert shown.neighbour(2, Qt.Key.Key_Down) == 3
    assert shown.neighbour(1, Qt.Key.Key_Right) is None


def test_the_ideal_stands_at_the_right(qtbot: QtBot) -> None:
    shown = layout()
    assert shown.rect(NODES[0]).left() > shown.rect(NODES[1]).right()
    assert shown.rect(NODES[1]).left() > shown.rect(NODES[3]).right()
    assert shown.rect(NODES[0]).right() <= 900


def test_a_click_on_a_segment_picks_it(qtbot: QtBot, empty_session: Session) -> None:
    drawing = JourneyMap("Journeys to the ideal")
    qtbot.addWidget(drawing)
    drawing.resize(900, 260)
    drawing.show_journeys(NODES, (*ARROWS, Arrow(1, 0, "no action pays yet")), HEADINGS)
    drawing.show()
    drawing.choose(3)
    assert not drawing.grab().isNull()
    with qtbot.waitSignal(drawing.picked) as picked:
        qtbot.mouseClick(
            drawing, Qt.MouseButton.LeftButton, pos=drawing.node_rect(4).center().toPoint()
        )
    assert picked.args == [4]
    assert "Far away: Cocooning, Also close" in drawing.accessibleDescription()


def test_labels_of_arrows_that_meet_stand_apart(qtbot: QtBot) -> None:
    many = (NODES[0], *(Node(code, code, f"Segment {code}", 1) for code in range(2, 9)))
    arrows = tuple(Arrow(code, 1, "Move to self-service") for code in range(2, 9))
    shown = JourneyLayout(many, arrows, HEADINGS[:2], rows_of(many, arrows), 900)
    plates = list(shown.label_places.values())
    assert len(plates) == len(arrows)
    assert not any(one.intersects(other) for one, other in combinations(plates, 2))


def test_a_long_name_makes_the_segments_taller(qtbot: QtBot) -> None:
    plain = layout()
    tight = replace(plain, width=260)
    assert tight.node_height > plain.node_height


def test_the_drawing_becomes_as_high_as_names_of_two_lines_take(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    box = QVBoxLayout(around)
    drawing = JourneyMap("Journeys to the ideal")
    box.addWidget(drawing)
    box.addStretch(1)
    drawing.show_journeys(NODES, ARROWS, HEADINGS)
    around.resize(900, 900)
    around.show()
    wide = drawing.height()
    around.resize(300, 900)
    qtbot.waitUntil(lambda: drawing.height() > wide)
    assert max(drawing.node_rect(node.code).bottom() for node in NODES) < drawing.height()
