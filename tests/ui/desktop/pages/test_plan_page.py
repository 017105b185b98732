from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.export_kinds import PLAN, FileWanted
from core.plan_questions import PlanAt
from core.settings import Aim, Objective, PlanSettings, Scenario
from core.tables.changes import Change
from core.tables.plan import Plan, Possible, Reached, Takes
from tests.ui.desktop.conftest import Desk, settle
from ui.desktop.charts.box import ChartBox
from ui.desktop.charts.frontier import Curve
from ui.desktop.charts.waterfall import Falls
from ui.desktop.pages.plan import pictures, tables, wording
from ui.desktop.pages.plan.page import PlanPage
from ui.desktop.session import Session
from ui.desktop.theme.tokens import LIGHT

HAPPIER = Objective("satisfaction", 0.1)
CHEAPER = Objective("cost_to_serve", -2.0, relative=True)
BEYOND = Objective("satisfaction", 8.0)


@pytest.fixture
def page(qtbot: QtBot, at_desk: Session) -> PlanPage:
    at_desk.page = "plan"
    made = PlanPage(at_desk)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    return made


def plan_of(session: Session) -> Plan:
    assert session.analysis.plan is not None
    return session.analysis.plan


def want(session: Session, *objectives: Objective, budget: float | None = None) -> None:
    plan = replace(session.settings.plan, budget=budget)
    session.edit("objectives", replace(session.settings, plan=plan, objectives=objectives))


def desk(session: Session) -> Desk:
    assert isinstance(session._bridge, Desk)
    return session._bridge


def test_the_title_says_what_the_plan_spends_on_how_many_and_earns(at_desk: Session) -> None:
    title, line = wording.title(at_desk.analysis, at_desk.analysis.plan)
    assert title.startswith("Spending ")
    assert title.endswith("net over three years")
    assert line == wording.FREE
    nobody = replace(plan_of(at_desk), lines=())
    assert wording.title(at_desk.analysis, nobody)[0] == "The plan treats nobody"


def test_limits_are_settings_that_can_be_undone(page: PlanPage, at_desk: Session) -> None:
    limits = page._limits
    limits._budget.setText("500")
    limits._budget.editingFinished.emit()
    limits._held.setValue(20.0)
    limits._channels["personal calls"].setText("30")
    limits._channels["personal calls"].editingFinished.emit()
    limits._cautious.setChecked(True)
    limits._edit("aim", aim=Aim.OBJECTIVES)
    expected = PlanSettings(
        500.0, (("personal calls", 30.0),), hold_out=0.2, aim=Aim.OBJECTIVES, cautious=True
    )
    assert at_desk.settings.plan == expected
    limits._channels["personal calls"].setText("")
    limits._channels["personal calls"].editingFinished.emit()
    assert at_desk.settings.plan.capacities == ()
    assert at_desk.undo_name == "capacity of personal calls"


def test_a_contact_limit_asks_for_the_column_first(page: PlanPage, at_desk: Session) -> None:
    assert not page._limits._enough.isVisible()
    page._limits._edit("contact limit", contact_column="Satisfaction")
    assert page._limits._enough.isVisible()
    page._limits._enough.setText("4")
    page._limits._enough.editingFinished.emit()
    assert at_desk.settings.plan.contact_limit == 4.0
    assert at_desk.analysis.plan is not None


def test_the_arrow_keys_change_the_budget_by_a_hundredth(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    most = plan_of(at_desk).frontier[-1].spend
    qtbot.keyClick(page._limits.budget_field, Qt.Key.Key_Down)
    assert at_desk.settings.plan.budget == pytest.approx(0.99 * most, abs=most / 100)


def test_a_budget_that_is_dragged_is_tried_and_set_when_it_is_dropped(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    before = plan_of(at_desk)
    page._frontier.dragged.emit(600.0)
    qtbot.waitUntil(lambda: page._tried is not None)
    assert at_desk.settings.plan.budget is None
    assert page._tried is not None
    assert page._tried.spend <= 600.0 < before.spend
    assert page._limits.budget_field.text() == "600"
    page._frontier.dropped.emit(600.0)
    assert at_desk.settings.plan.budget == 600.0
    assert page._tried is None
    assert plan_of(at_desk).spend <= 600.0


def test_while_one_budget_is_tried_only_the_newest_of_the_others_waits(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    for budget in (100.0, 200.0, 300.0, 400.0):
        page._drag(budget)
    qtbot.waitUntil(lambda: page._tried is not None)
    asked = [one.plan.budget for one in desk(at_desk).lookups if isinstance(one, PlanAt)]
    assert asked == [100.0, 400.0]


def test_a_drag_that_ends_where_it_began_shows_the_plan_in_force(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    want(at_desk, budget=600.0)
    page._drag(300.0)
    qtbot.waitUntil(lambda: page._tried is not None)
    page._drop(600.0)
    assert page._tried is None


def test_a_change_of_a_limit_is_tried_while_the_engine_works(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    bridge = desk(at_desk)
    bridge.send = bridge.requests.append  # type: ignore[assignment, method-assign]
    want(at_desk, HAPPIER, budget=700.0)
    assert at_desk.updating
    qtbot.waitUntil(lambda: page._tried is not None)
    assert page._tried is not None
    assert page._tried.budget == 700.0
    assert [one.measure for one in page._tried.objectives] == ["satisfaction"]


def test_the_slider_stands_at_the_budget_and_moves_it(page: PlanPage, at_desk: Session) -> None:
    slider = page._limits._slider
    assert slider.value() == slider.maximum()
    slider.setValue(50)
    slider.sliderReleased.emit()
    budget = at_desk.settings.plan.budget
    assert budget == pytest.approx(plan_of(at_desk).frontier[-1].spend / 4, rel=0.02)
    assert slider.value() == 50


def test_objectives_are_added_changed_and_removed(page: PlanPage, at_desk: Session) -> None:
    panel = page._objectives
    panel._add("cost_to_serve")
    assert at_desk.settings.objectives == (Objective("cost_to_serve", -5.0, relative=True),)
    shown = panel._rows[0]
    shown._change.setValue(-3.0)
    shown._edit_unit(relative=False)
    assert at_desk.settings.objectives == (Objective("cost_to_serve", -3.0),)
    assert not shown._bar.isHidden()
    assert shown._state.text().startswith(("Reached: −", "Short: −"))
    shown._remove.click()
    assert at_desk.settings.objectives == ()
    assert at_desk.undo_name == "objective cost to serve"


def test_what_it_would_take_is_told_and_can_be_tried(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    want(at_desk, HAPPIER, CHEAPER, budget=50.0)
    panel = page._objectives
    qtbot.waitUntil(lambda: bool(panel._words.text()))
    assert panel._words.text().startswith("All two need ")
    assert panel._try.isVisible()
    panel._try.click()
    budget = at_desk.settings.plan.budget
    assert budget is not None
    assert budget % 100 == 0
    assert all(one.met for one in plan_of(at_desk).objectives)


def test_an_objective_out_of_reach_can_be_set_as_far_as_it_goes(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    want(at_desk, BEYOND)
    panel = page._objectives
    qtbot.waitUntil(lambda: bool(panel._words.text()))
    assert panel._words.text().startswith("No plan reaches satisfaction +8.00 points.")
    assert not panel._try.isVisible()
    panel._set.click()
    assert 0 < at_desk.settings.objectives[0].change < 8.0
    qtbot.waitUntil(lambda: page._takes[1] is not None)
    assert page._takes[1] is not None
    assert page._takes[1].breaks_first is None


def possible(measure: str, change: float, most: float, cost: float | None) -> Possible:
    return Possible(measure, change, True, most, most / 2, cost)


def test_what_it_takes_in_words(at_desk: Session) -> None:
    plan = replace(plan_of(at_desk), budget=40_000.0)
    each = (
        possible("satisfaction", 1.0, 2.0, 15_460.0),
        possible("cost_to_serve", -4.0, -6.0, 29_854.0),
    )
    fits = Takes(51_392.0, 1.0, 0.0, 0.1, each, None)
    told = wording.takes_words(plan, fits)
    assert told == (
        "All two need 51,392, 11,392 more. Each alone fits the budget; cost to serve is the "
        "dearest, at 29,854."
    )
    assert "15,460 alone" in wording.why_not(fits)
    assert "together they need 51,392" in wording.why_not(fits)
    apart = Takes(None, 0.0, 0.13, 0.2, each, 0)
    assert "Each can be reached alone" in wording.takes_words(plan, apart)
    assert "at most 87 %" in wording.takes_words(plan, apart)
    beyond = replace(each[1], most=-3.08, least_cost=None)
    never = Takes(None, 0.0, 0.3, 0.4, (each[0], beyond), 1)
    assert wording.takes_words(plan, never).startswith(
        "No plan reaches cost to serve −4.00 %. Whatever it may spend, −3.08 % is the most."
    )
    assert wording.as_far(beyond) == Objective("cost_to_serve", -3.0, relative=True)
    assert wording.as_far(replace(beyond, most=0.01)) is None
    assert wording.as_far(each[0]) is None


def test_how_far_an_objective_is_reached_in_words() -> None:
    short = Reached("cost_to_serve", -4.0, True, 50.0, -2.8, met=False)
    assert wording.objective_state(short) == "Short: −2.80 of −4.00 %"
    assert wording.objective_state(replace(short, met=True)) == "Reached: −2.80 %"


def test_scenarios_stand_beside_the_plan_and_can_become_it(
    page: PlanPage, at_desk: Session
) -> None:
    want(at_desk, HAPPIER, budget=500.0)
    page._keep.click()
    page._plans.add()
    names = [one.name for one in at_desk.settings.scenarios]
    assert names == ["500", "500 (2)"]
    want(at_desk, budget=900.0)
    side = tables.side_by_side(plan_of(at_desk), at_desk.analysis.scenarios)
    assert [row[0].text for row in side] == ["This plan", *names]
    assert side[1][6].text in {"0 of 1", "1 of 1"}
    assert side[0][6].text == "–"
    at_desk.show(scenario=1)
    assert page._plan() is at_desk.analysis.scenarios[0].plan
    page._plans._take()
    assert at_desk.settings.plan.budget == 500.0
    assert at_desk.settings.objectives == (HAPPIER,)
    at_desk.show(scenario=2)
    page._plans._remove()
    assert [one.name for one in at_desk.settings.scenarios] == ["500"]


def test_a_cautious_scenario_says_so_in_its_name(page: PlanPage, at_desk: Session) -> None:
    plan = PlanSettings(cautious=True)
    at_desk.edit("caution", replace(at_desk.settings, plan=plan))
    page._plans.add()
    assert at_desk.settings.scenarios == (Scenario("No limit, cautious", plan),)


def test_a_row_and_a_bar_select_their_customers(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    line = tables.shown_lines(plan_of(at_desk))[0]
    with qtbot.waitSignal(at_desk.changed):
        page._table.picked.emit(0)
    assert at_desk.selection is not None
    assert int(at_desk.selection.members.sum()) == line.customers
    with qtbot.waitSignal(at_desk.changed):
        page._waterfall.picked.emit(0)
    title = pictures.falls_of(plan_of(at_desk)).steps[0].label
    assert at_desk.selection.label == title
    customers = sum(one.customers for one in plan_of(at_desk).lines if one.title == title)
    assert int(at_desk.selection.members.sum()) == customers


def test_the_rows_add_up_to_the_plan(at_desk: Session) -> None:
    plan = plan_of(at_desk)
    rows = tables.rows(at_desk.analysis, plan)
    assert len(rows) <= tables.MOST_ROWS + 2
    for column, total in ((2, plan.assignments), (3, plan.spend), (4, plan.gain)):
        assert float(rows[-1][column].plain) == pytest.approx(total)
        assert sum(float(row[column].plain) for row in rows[:-1]) == pytest.approx(total)


def test_the_waterfall_ends_at_the_net_gain(at_desk: Session) -> None:
    plan = plan_of(at_desk)
    falls = pictures.falls_of(plan)
    *parts, cost, net = falls.steps
    assert sum(step.amount for step in parts) + cost.amount == pytest.approx(net.amount)
    assert net.amount == pytest.approx(plan.gain)
    assert cost.amount == -plan.spend
    assert len(parts) <= pictures.MOST_PARTS + 1
    assert pictures.falls_of(replace(plan, lines=())) == Falls()


def test_the_frontier_shows_the_plan_and_the_cheapest_that_meets_all(at_desk: Session) -> None:
    plan = plan_of(at_desk)
    takes = Takes(700.0, 300.0, 0.0, 0.0, (), None)
    curve = pictures.curve_of(plan, "This plan", (), takes)
    assert curve.plan is not None
    assert (curve.plan.spend, curve.plan.gain) == (plan.spend, plan.gain)
    assert [mark.label for mark in curve.others] == ["All objectives met"]
    slopes = np.diff(curve.gains) / np.diff(curve.spends)
    assert (np.diff(slopes) <= 1e-9).all()


def test_what_was_changed_in_a_workbook_is_shown_before_it_is_taken(
    page: PlanPage, at_desk: Session, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    at_desk.write(FileWanted(PLAN, str(path)))
    page.read_back(str(path))
    settle(at_desk)
    assert at_desk.notice == "Nothing was changed in plan.xlsx"
    book = load_workbook(path)
    sheet = book["Assumptions"]
    for key, value in (("cocooning", 9.0), ("budget", 800.0), ("hold_out", 0.3)):
        row = next(cell.row for cell in sheet["A"] if cell.value == key)
        sheet[f"C{row}"] = value
    book.save(path)
    before = at_desk.settings
    page.read_back(str(path))
    settle(at_desk)
    assert at_desk.settings == before
    assert page._changes.isVisible()
    boxes = page._changes._boxes
    assert [box.text() for box in boxes] == [
        "Cocooning: cost each: 15 → 9",
        "Budget: no limit → 800",
        "Held out to measure effects: 10 % → 30 %",
    ]
    boxes[2].setChecked(False)
    next(one for one in page.findChildren(QPushButton) if one.text() == "Take them").click()
    assert at_desk.settings.plan == PlanSettings(budget=800.0)
    assert at_desk.settings.catalogue[0].unit_cost == 9.0
    assert at_desk.undo_name == "assumptions changed in a workbook"
    assert not page._changes.isVisible()


def test_changes_without_a_meaning_are_not_taken(page: PlanPage, at_desk: Session) -> None:
    wrong = Change("action", "cocooning", "success_low", 0.4, "Cocooning", "15 %", "40 %")
    page._changes.show_changes("plan.xlsx", (wrong,))
    page._changes._take()
    assert page._changes._wrong.text().startswith("Cocooning: ")
    assert at_desk.undo_name == "a file"


def test_without_a_lifetime_value_the_page_says_what_it_needs(
    qtbot: QtBot, empty_session: Session
) -> None:
    empty_session.page = "plan"
    made = PlanPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert wording.title(empty_session.analysis, None) == ("Plan", wording.NOT_YET)
    assert not made._parts.isVisible()
    made._back.click()
    assert empty_session.page == "actions"


def test_the_budget_has_the_keyboard_on_arrival(
    qtbot: QtBot, page: PlanPage, at_desk: Session
) -> None:
    page.activateWindow()
    page._shown = ()
    at_desk.changed.emit()
    qtbot.waitUntil(page._limits.budget_field.hasFocus)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1")
    QApplication.sendEvent(page._limits.budget_field, event)
    assert page._limits.budget_field.text() == "1"


@pytest.mark.parametrize("name", ["waterfall", "frontier"])
@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_its_charts_are_saved_as_pictures(
    page: PlanPage, at_desk: Session, tmp_path: Path, *, name: str, ending: str
) -> None:
    box = box_of(page, name)
    box.save(tmp_path / f"chart{ending}")
    assert (tmp_path / f"chart{ending}").stat().st_size > 1_000
    assert at_desk.notice == f"Saved chart{ending}"
    box.save(tmp_path / "no folder" / "chart.png")
    assert at_desk.fault is not None
    assert at_desk.fault.message == "chart.png could not be saved."


@pytest.mark.parametrize("name", ["waterfall", "frontier"])
def test_its_charts_are_copied_in_the_light_theme(page: PlanPage, name: str) -> None:
    box = box_of(page, name)
    next(one for one in box.findChildren(QPushButton) if one.text() == "Copy").click()
    image = QGuiApplication.clipboard().image()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in (3, 9)}
    assert LIGHT.surface.lower() in colours
    assert image.width() > 600


def test_the_numbers_of_its_charts_are_shown_as_tables(page: PlanPage, at_desk: Session) -> None:
    plan = plan_of(at_desk)
    falls = pictures.falls_of(plan)
    _headings, rows = tables.waterfall_table(falls)
    assert [row[0].text for row in rows] == [step.label for step in falls.steps]
    assert sum(float(row[1].plain) for row in rows[:-1]) == pytest.approx(plan.gain)
    _headings, rows = tables.frontier_table(pictures.curve_of(plan, "This plan", (), None))
    assert 2 <= len(rows) <= 21
    assert float(rows[-1][0].plain) == pytest.approx(plan.frontier[-1].spend)
    box = box_of(page, "frontier")
    next(one for one in box.findChildren(QPushButton) if one.text() == "Show as table").click()
    assert box.table.isVisible()
    assert box.table.model().rowCount() == len(rows)
    assert tables.frontier_table(Curve())[1] == ()


def box_of(page: PlanPage, name: str) -> ChartBox:
    return next(box for box in page.findChildren(ChartBox) if box._name == name)
