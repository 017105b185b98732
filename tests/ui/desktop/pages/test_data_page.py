from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.answers import Analysis, Aside, Problem, SourceView
from core.document import new_work
from core.intake.text import letters
from core.requests import FirstRows, RowsShown, SourceRows
from core.settings import DateOrder, ReadAs, Recipe, Role, Settings, Source
from core.tables.sources import Choice, Offer, Question, SetAside
from core.views import asides
from ui.desktop.pages.data import receipt_wording, wording
from ui.desktop.pages.data.page import DataPage
from ui.desktop.pages.data.reading import ENCODINGS
from ui.desktop.pages.data.recipe_files import save_recipe, use_recipe
from ui.desktop.pages.data.recipes import read_views, views_of, with_reading, with_role
from ui.desktop.session import Session


def view(analysis: Analysis) -> SourceView:
    return read_views(analysis)[0]


def source(analysis: Analysis) -> Source:
    return analysis.settings.sources[0]


def wanted(session: Session) -> list[SourceRows]:
    """The rows that were asked for."""
    bridge: Any = session._bridge
    return [lookup for lookup in bridge.lookups if isinstance(lookup, SourceRows)]


def buttons(part: QWidget) -> list[QPushButton]:
    return [one for one in part.findChildren(QPushButton) if one.isVisibleTo(part)]


def texts(part: QWidget) -> list[str]:
    return [one.text() for one in buttons(part)]


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
    page._reading.column._edit_role(Role.IGNORED)
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
    aside = asides(
        (
            SetAside(4, "no customer"),
            SetAside(5, "3 fields where the header has 5 (line 7 of the file)"),
            SetAside(7, "no customer"),
            SetAside(8, "3 fields where the header has 5 (line 11 of the file)"),
            SetAside(9, "‘12,3O’ in Amount is not a number"),
            SetAside(11, "no customer"),
        )
    )
    found = wording.aside_rows((replace(view(analysis), aside=aside),))
    rows = [wording.aside_cells(*one) for one in found]
    assert [row[1].text for row in rows] == ["3", "2", "1"]
    assert rows[1][0].text == "base: 3 fields where the header has 5"
    assert rows[2][0].text == "base: row 9: ‘12,3O’ in Amount is not a number"
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


def test_a_column_is_read_as_something_else_and_back(qtbot: QtBot, busy_free: Session) -> None:
    page = made(qtbot, busy_free)
    page._pick_column("CLTV")
    choice = page._reading.column._type
    assert choice.currentText() == "found: integer"
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert busy_free.settings.sources[0].recipe.types == (("CLTV", ReadAs.TEXT),)
    choice.activated.emit(0)
    assert busy_free.settings.sources[0].recipe.types == ()


def test_an_offer_of_the_picked_column_is_taken_with_one_click(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    shown = view(analysis)
    recipe = replace(shown.recipe, missing=(("CLTV", "1"),))
    offer = Offer(shown.name, "CLTV", "1 cell has ‘1’.", Choice("It means missing", recipe), 2)
    busy_free.analysis = replace(analysis, sources=(replace(shown, offers=(offer,)),))
    page = made(qtbot, busy_free)
    assert "It means missing" not in texts(page._reading)
    page._aside._pick_offer(0)
    assert (busy_free.column, busy_free.row) == ("CLTV", 2)
    qtbot.waitUntil(lambda: "It means missing" in texts(page._reading))
    link = next(one for one in buttons(page._reading) if one.text() == "It means missing")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert busy_free.settings.sources[0].recipe.missing == (("CLTV", "1"),)


def test_what_means_missing_can_be_taken_back(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    given = Recipe(missing=(("CLTV", "1"), ("Name", "x")))
    settings = replace(analysis.settings, sources=(replace(source(analysis), recipe=given),))
    busy_free.work = new_work(settings)
    page = made(qtbot, busy_free)
    page._pick_column("CLTV")
    qtbot.waitUntil(lambda: "Take back" in texts(page._reading))
    link = next(one for one in buttons(page._reading) if one.text() == "Take back")
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert busy_free.settings.sources[0].recipe.missing == (("Name", "x"),)


def test_a_reason_leads_to_its_rows_one_after_the_other(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    aside = (Aside("no customer", 2, (40, 90)),)
    busy_free.analysis = replace(analysis, sources=(replace(view(analysis), aside=aside),))
    page = made(qtbot, busy_free)
    page._aside._pick(0)
    assert busy_free.row == 40
    assert page._preview._table.currentIndex().row() == 38
    qtbot.mouseClick(page._aside._next, Qt.MouseButton.LeftButton)
    assert busy_free.row == 90
    assert page._aside._where.text() == "Row 90: 2 of 2"
    qtbot.mouseClick(page._aside._next, Qt.MouseButton.LeftButton)
    assert busy_free.row == 40


def test_the_preview_asks_for_rows_and_shows_what_comes(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    page = made(qtbot, busy_free)
    table = page._preview._table
    assert table.total == 300
    assert wanted(busy_free)[0] == SourceRows(0, 0, 0, 128)
    found = RowsShown((2, 3), (("c000", "Ann"), ("c001", "Ann")), 300, ("no customer", ""))
    page._preview._fill(page._preview._shown, 0, found)
    first = table._cells.cell(0, 0)
    assert (first.text, first.tooltip) == ("2", "Set aside: no customer")
    assert table._cells.cell(1, 1).text == "c001"
    table.stand_on(290)
    qtbot.waitUntil(lambda: wanted(busy_free)[-1] == SourceRows(0, 0, 256, 44))


def test_rows_that_come_after_another_file_is_shown_are_left(
    qtbot: QtBot, busy_free: Session, joined: Analysis
) -> None:
    busy_free.work = new_work(joined.settings)
    busy_free.analysis = joined
    page = made(qtbot, busy_free)
    before = page._preview._shown
    busy_free.show(source=1)
    page._preview._fill(before, 0, RowsShown((2,), (("late",),), 300))
    assert page._preview._table._cells.cell(0, 1).text != "late"


def test_a_doubtful_date_is_shown_by_each_answer_beside_its_cell(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    shown = view(analysis)
    choices = tuple(
        Choice(order.value, replace(shown.recipe, date_order=order))
        for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)
    )
    proofs = ((2, "03/04/2025", ("3 Apr 2025", "4 Mar 2025")),)
    question = Question(shown.name, "Name", "3 April?", "", choices, "", proofs)
    busy_free.analysis = replace(analysis, sources=(replace(shown, questions=(question,)),))
    page = made(qtbot, busy_free)
    cells = page._preview._table._cells
    assert [heading.text for heading in cells.headings][:5] == [
        *("Row", "Customer", "Name", "if day first", "if month first"),
    ]
    assert wanted(busy_free)[-1].question == 0
    row = ("c000", "03/04/2025", "1", "2", "3")
    found = RowsShown((2,), (row,), 300, ("",), (("3 Apr 2025", "4 Mar 2025"),))
    page._preview._fill(page._preview._shown, 0, found)
    assert [cells.cell(0, place).text for place in range(1, 6)] == [
        *("c000", "03/04/2025", "3 Apr 2025", "4 Mar 2025", "1"),
    ]
    page._preview._pick(5)
    assert busy_free.column == "Satisfaction"


def test_the_first_rows_by_a_new_recipe_are_shown_before_the_file_is_read(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    page = made(qtbot, busy_free)
    page._reading._edit("decimal sign", decimal=",")
    assert busy_free.updating
    bridge: Any = busy_free._bridge
    assert bridge.lookups[-1] == FirstRows(busy_free.settings.sources[0])
    tell, _ = busy_free.errands._asked[len(bridge.lookups)]
    tell(replace(view(analysis), name="ahead.csv", preview=(("first",),), preview_rows=(2,)))
    assert page._preview._name.text() == "ahead.csv"
    assert page._preview._note.text() == "The first rows; the whole file is being read"
    busy_free.busy = ""
    busy_free.changed.emit()
    assert page._preview._name.text() == "base.csv"


def test_the_receipt_of_cells_has_exact_sums(
    qtbot: QtBot, busy_free: Session, analysis: Analysis
) -> None:
    page = made(qtbot, busy_free)
    page._receipt._choose(1)
    assert page._receipt._cells.isVisible()
    rows = receipt_wording.cell_rows(view(analysis).receipt)
    cltv = next(row for row in rows if row[0].text == "CLTV")
    expected = sum(n * 13 % 500 + 1 for n in range(300))
    assert (cltv[5].plain, cltv[6].text) == (str(expected), f"{expected:,}")
    page._receipt._cells.picked.emit(4)
    assert busy_free.column == "CLTV"


def test_first_and_last_rows_stand_beside_what_was_read(analysis: Analysis) -> None:
    headings, rows = receipt_wording.side_by_side(view(analysis))
    assert [heading.text for heading in headings][2:] == [
        *("Customer", "Name", "Satisfaction", "Cost to serve", "CLTV"),
    ]
    assert [cell.text for cell in rows[0][:3]] == ["2", "in the file", "c000"]
    assert [cell.text for cell in rows[1][1:3]] == ["as read", "c000"]
    assert rows[1][4].text == "missing"
    assert rows[-2][2].text == "c299"


def test_every_encoding_that_is_found_can_also_be_chosen() -> None:
    assert set(letters.ENCODINGS) <= set(ENCODINGS)


def test_a_recipe_is_saved_and_used_for_another_file(
    qtbot: QtBot, busy_free: Session, tmp_path: Path
) -> None:
    recipe = Recipe(delimiter=";", types=(("CLTV", ReadAs.TEXT),))
    save_recipe(busy_free, str(tmp_path / "mine"), recipe)
    assert busy_free.notice == "Saved mine.json"
    use_recipe(busy_free, str(tmp_path / "mine.json"))
    assert busy_free.settings.sources[0].recipe == recipe
    assert busy_free.undo_name == "using mine.json"


@pytest.mark.parametrize("text", ["{", '{"delimiter": 5}', "\x00"])
def test_a_recipe_that_cannot_be_understood_changes_nothing(
    busy_free: Session, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    before = busy_free.settings
    use_recipe(busy_free, str(path))
    assert busy_free.fault is not None
    assert "broken.json" in busy_free.fault.message
    assert busy_free.settings == before
