from pytestqt.qtbot import QtBot

from ui.desktop.session import Session
from ui.desktop.widgets.find_field import LEAST_WIDTH, FindField
from ui.desktop.widgets.metrics import px


def test_the_field_names_what_it_finds_and_its_keys(qtbot: QtBot, empty_session: Session) -> None:
    field = FindField("Find a customer", "Ctrl+F")
    qtbot.addWidget(field)
    field.show()
    assert field.accessibleName() == "Find a customer"
    empty = field.grab().toImage()
    field.setText("c001")
    assert field.grab().toImage() != empty


def test_it_gives_way_where_there_is_little_room(qtbot: QtBot, empty_session: Session) -> None:
    field = FindField("Find a customer", "Ctrl+F")
    qtbot.addWidget(field)
    assert field.minimumSizeHint().width() == px(LEAST_WIDTH) < field.sizeHint().width()
