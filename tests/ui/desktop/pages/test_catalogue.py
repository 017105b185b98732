from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.settings import Action, Catalogue, Comparison, Condition, Evidence, Source
from tests.ui.desktop.conftest import settle
from ui.desktop.pages.actions import catalogue_edits as edits
from ui.desktop.pages.actions.catalogue_wording import changes_words, rows, who_words
from ui.desktop.pages.actions.natural import moves_note
from ui.desktop.pages.actions.order import OrderPanel, drawn
from ui.desktop.pages.actions.page import ActionsPage
from ui.desktop.session import Session

PLAIN = Action("care", "Care", "What is done.", 5.0, 0.1, 0.2, 0.3)


@pytest.fixture
def page(qtbot: QtBot, at_desk: Session) -> ActionsPage:
    at_desk.page, at_desk.editing = "actions", "upsell"
    made = ActionsPage(at_desk)
    qtbot.addWidget(made)
    made.resize(1300, 1000)
    made.show()
    return made


def action(session: Session, name: str = "upsell") -> Action:
    return next(one for one in session.settings.catalogue if one.name == name)


def press(page: ActionsPage, text: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == text).click()


def test_a_catalogue_in_words() -> None:
    told = replace(
        PLAIN,
        moves=(("satisfaction", 1.0), ("cost_to_serve", -0.2)),
        needs=(("satisfaction", 0.0, 0.4), ("lifetime_value", 0.5, 1.0)),
        who=(Condition("Consent", Comparison.IS, "yes"), Condition("Mail", Comparison.KNOWN)),
        sells=True,
        cooling_months=6,
    )
    assert changes_words(told) == "satisfaction to the ideal, cost to serve −20 of 100"
    assert who_words(told) == (
        "satisfaction up to 40 of 100, lifetime value from 50 of 100, Consent is yes, "
        "Mail is known, not the unhappy (it sells), not again within 6 months"
    )
    assert who_words(PLAIN) == "everybody"
    assert changes_words(PLAIN) == "keeps them where they are"
    row = rows((replace(PLAIN, after=("other",), uses=(("calls", 2.0),)),))[0]
    assert [cell.text for cell in row[5:7]] == ["other", "2 calls"]


def test_an_action_is_edited_field_by_field_and_each_change_is_undone(
    qtbot: QtBot, page: ActionsPage, at_desk: Session
) -> None:
    fields = page._catalogue._fields
    before = action(at_desk)
    fields._cost.setValue(17.5)
    assert action(at_desk).unit_cost == 17.5
    fields._shares[2].setValue(33.0)
    assert action(at_desk).success_high == 0.33
    fields._moves["satisfaction"].setValue(40.0)
    assert dict(action(at_desk).moves)["satisfaction"] == 0.4
    fields._needs["satisfaction"]._ends[0].setValue(20)
    assert ("satisfaction", 0.2, 1.0) in action(at_desk).needs
    fields._sells.setChecked(False)
    assert not action(at_desk).sells
    fields._title.setText("Better offer")
    fields._title.editingFinished.emit()
    assert action(at_desk).title == "Better offer"
    fields._channel.setText("calls")
    fields._channel.editingFinished.emit()
    fields._takes.setValue(2.0)
    assert action(at_desk).uses == (("calls", 2.0),)
    assert at_desk.undo_name == "channel of Better offer"
    for _ in range(8):
        at_desk.undo()
    assert action(at_desk) == before
    assert fields._cost.value() == before.unit_cost


def test_success_shares_stay_in_their_order(page: ActionsPage, at_desk: Session) -> None:
    page._catalogue._fields._shares[0].setValue(90.0)
    found = action(at_desk)
    assert found.success_low <= found.success <= found.success_high == 0.9


def test_a_name_that_is_left_empty_is_put_back(page: ActionsPage, at_desk: Session) -> None:
    fields = page._catalogue._fields
    fields._title.setText(" ")
    fields._title.editingFinished.emit()
    assert action(at_desk).title == fields._title.text() != ""


def test_conditions_are_added_changed_and_removed(page: ActionsPage, at_desk: Session) -> None:
    listed = page._catalogue._fields._who
    listed._add("Name")
    assert action(at_desk).who == (Condition("Name", Comparison.KNOWN),)
    shown = listed._rows[0]
    shown._edit(test=Comparison.IS)
    shown._value.setText("Ann")
    shown._value.editingFinished.emit()
    assert action(at_desk).who == (Condition("Name", Comparison.IS, "Ann"),)
    listed._put(0, None)
    assert action(at_desk).who == ()


def test_actions_are_added_copied_and_removed(page: ActionsPage, at_desk: Session) -> None:
    count = len(at_desk.settings.catalogue)
    press(page, "Duplicate")
    assert action(at_desk, at_desk.editing).title == "Upsell 1"
    press(page, "New action")
    assert len(at_desk.settings.catalogue) == count + 2
    assert action(at_desk, at_desk.editing).title == "New action"
    press(page, "Remove action")
    assert len(at_desk.settings.catalogue) == count + 1
    assert at_desk.undo_name == "removing New action"


def test_the_last_action_cannot_be_removed(page: ActionsPage, at_desk: Session) -> None:
    only = (action(at_desk),)
    at_desk.edit("one", replace(at_desk.settings, catalogue=only))
    assert not page._catalogue._remove.isEnabled()


def test_removing_an_action_lets_the_others_come_without_it(at_desk: Session) -> None:
    settings = edits.joined(at_desk.settings, "cocooning", "upsell")
    left = edits.without(settings, "cocooning")
    assert next(one for one in left.catalogue if one.name == "upsell").after == ()


def test_a_copy_of_the_catalogue_is_kept_beside_it(page: ActionsPage, at_desk: Session) -> None:
    press(page, "Keep a copy")
    assert at_desk.settings.catalogue_name == "Standard 2"
    page._catalogue._fields._cost.setValue(99.0)
    page._catalogue._switch("Standard")
    assert at_desk.settings.catalogue_name == "Standard"
    assert action(at_desk).unit_cost != 99.0
    assert [one.name for one in at_desk.settings.catalogues] == ["Standard 2"]


def test_a_catalogue_is_written_and_read_again(
    page: ActionsPage, at_desk: Session, tmp_path: Path
) -> None:
    path = tmp_path / "Spring.xlsx"
    page.write_catalogue(str(path))
    settle(at_desk)
    assert at_desk.notice == "Saved Spring.xlsx"
    before = at_desk.settings.catalogue
    page._catalogue._fields._cost.setValue(99.0)
    page.read_catalogue(str(path))
    settle(at_desk)
    assert at_desk.settings.catalogue == before
    assert at_desk.settings.catalogue_name == "Spring"
    assert [one.name for one in at_desk.settings.catalogues] == ["Standard"]


def test_a_file_that_holds_no_catalogue_is_refused(
    page: ActionsPage, at_desk: Session, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_text("no workbook", encoding="utf-8")
    page.read_catalogue(str(path))
    settle(at_desk)
    assert at_desk.fault is not None
    assert "broken.xlsx" in at_desk.fault.message


def test_rules_of_order_are_drawn_and_never_go_round(at_desk: Session) -> None:
    settings = edits.joined(at_desk.settings, "cocooning", "upsell")
    settings = edits.joined(settings, "upsell", "cross_sell")
    assert edits.joined(settings, "cross_sell", "cocooning") == settings
    assert edits.joined(settings, "upsell", "upsell") == settings
    nodes, arrows = drawn(settings.catalogue)
    levels = {node.name: node.level for node in nodes}
    assert (levels["Cocooning"], levels["Upsell"], levels["Cross-sell"]) == (2, 1, 0)
    assert len(arrows) == 2
    assert edits.joined(settings, "cocooning", "upsell").catalogue != settings.catalogue
    around = tuple(
        replace(PLAIN, name=name, after=(other,)) for name, other in (("a", "b"), ("b", "a"))
    )
    assert {node.level for node in drawn(around)[0]} == {2}


def test_a_rule_is_drawn_with_the_mouse(qtbot: QtBot, page: ActionsPage, at_desk: Session) -> None:
    panel = page._catalogue.findChildren(OrderPanel)[0]
    places = [panel._map.node_rect(code).center().toPoint() for code in (1, 5)]
    qtbot.mousePress(panel._map, Qt.MouseButton.LeftButton, pos=places[0])
    qtbot.mouseMove(panel._map, places[1] + QPoint(0, 40))
    assert not panel.grab().isNull()
    qtbot.mouseRelease(panel._map, Qt.MouseButton.LeftButton, pos=places[1])
    first, then = (at_desk.settings.catalogue[place] for place in (0, 4))
    assert then.after == (first.name,)
    assert at_desk.editing == first.name


def test_natural_moves_are_assumed_until_an_earlier_period_shows_them(
    page: ActionsPage, at_desk: Session, files: tuple[Path, Path]
) -> None:
    at_desk.show(editing="")
    panel = page._advised._natural
    panel._drift.setValue(30.0)
    assert at_desk.settings.moves.drift == 0.3
    panel._unhappy.setValue(3.0)
    assert at_desk.settings.moves.unhappy == 3.0
    assert "Assumed" in panel._note.text()
    page.add_earlier([str(files[0])])
    assert at_desk.settings.earlier == (Source(str(files[0])),)
    natural = at_desk.analysis.actions.natural if at_desk.analysis.actions else None
    assert natural is not None
    assert natural.seen is not None
    assert "seen in" in panel._note.text()
    assert not panel._form.isVisible()
    panel._choose(1)
    assert panel._note.text() == moves_note(natural, chance=True)
    panel._forget()
    assert at_desk.settings.earlier == ()


def test_a_catalogue_in_force_is_not_kept_twice(at_desk: Session) -> None:
    own = Catalogue("Mine", (replace(PLAIN, evidence=Evidence.EXPERIMENT),))
    settings = edits.with_catalogue(at_desk.settings, own)
    again = edits.with_catalogue(settings, own)
    assert again == settings
