from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.answers import Analysis, Problem, SourceView
from core.document import new_work
from core.settings import Role, Settings, Source
from core.tables.sources import Receipt, SetAside
from ui.desktop.pages.data import wording
from ui.desktop.pages.data.page import DataPage
from ui.desktop.pages.data.recipes import read_views, views_of, with_reading, with_role
from ui.desktop.session import Session


def view(analysis: Analysis) -> SourceView:
    return read_views(analysis)[0]


def made(qtbot: QtBot, session: Session) -> DataPage:
    page = DataPage(session)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    return page


def test_the_first_start_shows_the_drop_zone_and_the_sample(
    qtbot: QtBot, empty_session: Session
) -> None:
    page = made(qtbot, empty_session)
    assert page._zone.isVisible()
    assert not page._upper.isVisible()
    with qtbot.waitSignal(page.choose_wanted):
        choose = page._zone.findChild(QPushButton)
        assert choose is not None
        qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)


def test_the_title_counts_sources_and_customers(analysis: Analysis, joined: Analysis) -> None:
    assert wording.title(analysis.settings, analysis)[0] == "One source is read: 300 customers"
    assert wording.title(joined.settings, joined)[0] == "Both sources are read: 300 customers"


def test_a_file_that_cannot_be_read_is_said_so_and_can_still_be_changed(
    qtbot: QtBot, busy_free: Session, joined: Analysis
) -> None:
    problem = Problem("source 0", "base.csv cannot be read.", "")
    broken = replace(joined, sources=(None, joined.sources[1]), customers=None, problem=problem)
    busy_free.work = new_work(joined.settings)
    busy_free.analysis = broken
    page = made(qtbot, busy_free)
    assert wording.title(joined.settings, broken)[0] == "One file cannot be used yet"
    separator = page._reading._separator
    assert separator.isVisible()
    separator.setCurrentIndex(1)
    separator.activated.emit(1)
    assert busy_free.settings.sources[0].recipe.delimiter == ";"


def test_a_role_is_changed_by_name_and_can_be_undone(qtbot: QtBot, busy_free: Session) -> None:
    page = made(qtbot, busy_free)
    page._pick_column("Cost to serve")
    page._reading._edit_role(Role.IGNORED)
    assert ("Cost to serve", Role.IGNORED) in busy_free.settings.sources[0].recipe.roles
    assert busy_free.undo_name == "role of Cost to serve"
    busy_free.undo()
    assert busy_free.settings.sources[0].recipe.roles == ()


def test_another_header_row_forgets_the_roles_of_the_old_columns() -> None:
    settings = Settings(sources=(Source("base.csv"),))
    with_roles = with_role(settings, 0, "Calls", Role.COST)
    assert with_reading(with_roles, 0, decimal=",").sources[0].recipe.roles
    assert with_reading(with_roles, 0, header_row=2).sources[0].recipe.roles == ()


def test_views_find_their_sources_when_one_is_not_read(joined: Analysis) -> None:
    partly = replace(joined, sources=(None, joined.sources[1]))
    assert views_of(joined.settings, partly) == (None, joined.sources[1])


def test_the_receipt_balances_and_adds_up(joined: Analysis) -> None:
    views = read_views(joined)
    text, balanced = wording.balance(views)
    assert balanced
    total = wording.receipt_rows(views)[-1]
    assert total[0].text == "All sources"
    assert int(total[1].plain) == sum(one.receipt.rows_in for one in views)
    assert text.split(" ")[0] == total[1].text


def test_rows_set_aside_are_grouped_by_reason_the_most_frequent_first(
    analysis: Analysis,
) -> None:
    aside = (SetAside(4, "no customer"), SetAside(7, "no customer"), SetAside(9, "‘12,3O’"))
    receipt = Receipt("base.csv", 10, 1, 6, 0, 3, 0, 0)
    rows = wording.aside_rows((replace(view(analysis), set_aside=aside, receipt=receipt),))
    assert [row[1].text for row in rows] == ["2", "1"]
    assert rows[1][0].text == "base: row 9: ‘12,3O’"
    assert "Rows 4, 7" in rows[0][0].tooltip


def test_matches_are_told_only_between_several_sources(
    analysis: Analysis, joined: Analysis
) -> None:
    assert wording.join_rows(analysis) == ()
    assert [row[1].text for row in wording.join_rows(joined)] == ["300", "150"]


def test_a_row_of_the_receipt_leads_to_its_source(
    qtbot: QtBot, busy_free: Session, joined: Analysis
) -> None:
    busy_free.work = new_work(joined.settings)
    busy_free.analysis = joined
    page = made(qtbot, busy_free)
    page._receipt.source_picked.emit(1)
    assert busy_free.source == 1
    assert page._preview._name.text() == "contacts.csv"
