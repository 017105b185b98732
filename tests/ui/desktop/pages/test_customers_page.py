"""Finding customers, choosing among them, and reading one card."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.customer_lookups import CustomerQuery
from core.export_kinds import CRM, FileWanted
from ui.desktop.pages.customers import card_wording, wording
from ui.desktop.pages.customers.choosing_columns import columns_menu
from ui.desktop.pages.customers.filters import FILTER_WIDTH
from ui.desktop.pages.customers.page import CustomersPage
from ui.desktop.session import Session


@pytest.fixture
def page(qtbot: QtBot, answered: Session) -> CustomersPage:
    answered.page = "customers"
    made = CustomersPage(answered)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made._list.table.total == 300)
    return made


def listed(page: CustomersPage, qtbot: QtBot, count: int) -> list[str]:
    """Wait for a list of some length and give its first ids."""
    qtbot.waitUntil(lambda: page._list.table.total == count)
    cells = page._list.table._cells
    return [cells.cell(row, 0).text for row in range(min(count, 20))]


def wanted(qtbot: QtBot, session: Session, query: CustomerQuery) -> None:
    """Look for some customers."""
    session.show(looking=replace(session.looking, query=query))
    qtbot.wait(20)


def test_everybody_is_listed_by_id(qtbot: QtBot, page: CustomersPage) -> None:
    assert listed(page, qtbot, 300)[:3] == ["c000", "c001", "c002"]
    assert page._list.filters._count.text() == "300 customers"
    assert "have no segment yet" in page._list._note.text()


def test_names_from_the_data_are_shown_as_they_are(qtbot: QtBot, page: CustomersPage) -> None:
    columns = [heading.text for heading in page._list.table._cells.headings]
    name = columns.index("Name")
    assert page._list.table._cells.cell(0, name).text == "<b>Ann</b> 0"


def test_typing_looks_for_id_and_name(qtbot: QtBot, page: CustomersPage) -> None:
    search = page._list.filters.search
    qtbot.keyClicks(search, "nn</b> 29")
    assert listed(page, qtbot, 11) == ["c029", *(f"c{n}" for n in range(290, 300))]
    assert page._list.filters._count.text() == "11 of 300"
    search.clear()
    qtbot.keyClicks(search, "C17")
    assert listed(page, qtbot, 10) == [f"c{n}" for n in range(170, 180)]


def test_a_heading_orders_and_orders_the_other_way(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    keys = [column.key for column in page._list._list_columns()]
    place = keys.index("axis lifetime_value")
    page._list.table.order_wanted.emit(place)
    assert answered.looking.query.order_by == "axis lifetime_value"
    assert answered.looking.query.descending
    qtbot.waitUntil(lambda: "▾" in page._list.table._cells.headings[place].text)
    values = [page._list.table._cells.cell(row, place).text for row in range(3)]
    assert values == sorted(values, key=lambda text: -float(text.replace(",", "")))
    page._list.table.order_wanted.emit(place)
    assert not answered.looking.query.descending
    page._list.table.order_wanted.emit(0)
    assert (answered.looking.query.order_by, answered.looking.query.descending) == (
        "customer",
        False,
    )


@pytest.mark.parametrize(("width", "lines"), [(760, 1), (400, 2), (160, 3)])
def test_choices_take_as_many_lines_as_their_words_need(
    qtbot: QtBot, page: CustomersPage, width: int, lines: int
) -> None:
    filters = page._list.filters
    fields = [field for field in filters._filters.values() if not field.isHidden()]
    room = QWidget()
    qtbot.addWidget(room)
    filters.setParent(room)
    filters.setGeometry(0, 0, width, 200)
    filters.show()
    room.show()
    assert len(fields) == 3
    qtbot.waitUntil(lambda: len({field.y() for field in fields}) == lines, timeout=1000)
    assert min(field.width() for field in fields) >= min(width, FILTER_WIDTH) - 10


def test_a_segment_filters_the_list(
    qtbot: QtBot, page: CustomersPage, answered: Session, analysis: Analysis
) -> None:
    assert analysis.segments is not None
    segment = analysis.segments.segments[2]
    page._list.filters.filtered.emit("segment", segment.name)
    listed(page, qtbot, segment.customers)
    page._list.filters.filtered.emit("segment", None)
    listed(page, qtbot, 300)
    assert answered.looking.query.filters == ()


def test_the_selection_is_a_chip_that_clears_it(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    answered.select("Picked in the chart", np.arange(300) < 7)
    assert listed(page, qtbot, 7) == [f"c00{n}" for n in range(7)]
    chip = page._list.filters._chip
    assert chip.text() == "Picked in the chart: 7  ×"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    listed(page, qtbot, 300)
    assert answered.selection is None
    assert not chip.isVisible()


def test_nobody_is_said_and_where_the_others_are(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    answered.select("Some", np.arange(300) < 7)
    wanted(qtbot, answered, CustomerQuery(search="c29"))
    words = "Nobody matches “c29”. 10 match elsewhere."
    qtbot.waitUntil(lambda: page._list._nobody.text() == words)
    assert page._list._everyone.isVisible()
    page._list._everyone.click()
    assert listed(page, qtbot, 10)[0] == "c290"
    assert answered.selection is None


def test_resting_on_a_row_opens_the_card_and_following_the_like_can_be_taken_back(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    page._list.table.selectRow(13)
    qtbot.waitUntil(lambda: answered.looking.customer == 13)
    qtbot.waitUntil(lambda: page._side._id.text() == "c013")
    like = page._card[1].alike
    assert like
    page._side._open_alike(0)
    qtbot.waitUntil(lambda: page._card[1].customer == like[0].customer)
    assert page._side._back.isVisible()
    assert page._list.table.currentIndex().row() == like[0].customer
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page._go_back()
    qtbot.waitUntil(lambda: page._side._id.text() == "c013")
    assert not page._side._back.isVisible()


def test_the_card_says_where_the_customer_stands(
    qtbot: QtBot, page: CustomersPage, answered: Session, analysis: Analysis
) -> None:
    answered.show(looking=replace(answered.looking, customer=25))
    qtbot.waitUntil(lambda: page._side._id.text() == "c025")
    assert page._side._reason.text().startswith("Not scored: no value for satisfaction")
    answered.show(looking=replace(answered.looking, customer=26))
    qtbot.waitUntil(lambda: page._side._id.text() == "c026")
    side = page._side
    assert len([line for line in side._lines if line[0].isVisibleTo(side)]) == 3
    assert "Confidence 0" in side._reason.text()
    assert "Better than" in side._lines[0][3].text()
    assert side._next.text()
    assert not side.grab().isNull()
    question, answer = card_wording.why(page._card[1], analysis)
    assert question.startswith("Why “")
    assert "border between two segments" in answer


def test_the_card_lies_over_the_list_where_there_is_no_room(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    page.resize(760, 700)
    qtbot.waitUntil(page._floats)
    qtbot.waitUntil(lambda: not page._side.isVisible())
    answered.show(looking=replace(answered.looking, customer=4))
    qtbot.waitUntil(page._side._close.isVisible)
    page._side._close.click()
    assert answered.looking.customer is None
    assert not page._side.isVisible()


def test_chosen_rows_or_everybody_listed_can_be_selected(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    assert not page._list._select.isVisible()
    wanted(qtbot, answered, CustomerQuery(search="c02"))
    listed(page, qtbot, 10)
    assert page._list._select.text() == "Select all 10"
    page._list._select.click()
    qtbot.waitUntil(lambda: answered.selection is not None)
    assert answered.selection.label == "“c02”"
    assert np.flatnonzero(answered.selection.members).tolist() == list(range(20, 30))


def test_rows_are_copied_with_the_columns_that_are_seen(
    qtbot: QtBot, page: CustomersPage, answered: Session
) -> None:
    page._copy.click()
    qtbot.waitUntil(lambda: "Copied 300 customers" in answered.notice)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 301
    assert lines[0].startswith("Customer\tName\t")
    assert lines[1].split("\t")[0] == "c000"


def test_the_list_is_handed_over_as_filtered_and_sorted(
    page: CustomersPage, answered: Session
) -> None:
    query = CustomerQuery(search="c0", order_by="name", descending=True)
    answered.show(looking=replace(answered.looking, query=query))
    told: list[FileWanted] = []
    page.export_wanted.connect(told.append)
    page._save.click()
    assert [(one.kind, one.query) for one in told] == [(CRM, query)]
    assert told[0].columns[0] == "customer"


def test_columns_are_chosen_in_a_menu(qtbot: QtBot, page: CustomersPage, answered: Session) -> None:
    menu = columns_menu(page, answered)
    texts = {action.text(): action for action in menu.actions()}
    assert "Customer" not in texts
    assert texts["Name"].isChecked()
    texts["Name"].trigger()
    assert "name" not in answered.looking.columns
    assert answered.looking.columns[0] == "customer"
    qtbot.waitUntil(lambda: "Name" not in {one.text for one in page._list.table._cells.headings})
    columns_menu(page, answered).actions()[0].trigger()
    assert answered.looking.columns is None


def test_the_keyboard_goes_from_the_search_into_the_list_and_to_the_card(
    qtbot: QtBot, page: CustomersPage
) -> None:
    page.activateWindow()
    page.focus_search()
    assert page._list.filters.search.hasFocus()
    qtbot.keyClick(page._list.filters.search, Qt.Key.Key_Down)
    assert page._list.table.hasFocus()
    qtbot.keyClick(page._list.table, Qt.Key.Key_Return)
    assert page._side.hasFocus()


def test_an_empty_page_says_what_it_needs(qtbot: QtBot, empty_session: Session) -> None:
    empty_session.page = "customers"
    made = CustomersPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert made._back.isVisible()
    assert not made._holder.isVisible()
    made._back.click()
    assert empty_session.page == "data"


@pytest.mark.parametrize(
    ("query", "elsewhere", "said"),
    [
        (CustomerQuery(search="xy"), 0, "Nobody matches “xy”."),
        (
            CustomerQuery(search="xy", filters=(("segment", "High value"),)),
            1,
            "Nobody matches “xy” in “High value”. 1 matches elsewhere.",
        ),
        (CustomerQuery(members=b"\0"), 300, "Nobody is here. 300 are elsewhere."),
    ],
)
def test_an_empty_list_says_why(query: CustomerQuery, elsewhere: int, said: str) -> None:
    assert wording.nobody(query, elsewhere) == said
