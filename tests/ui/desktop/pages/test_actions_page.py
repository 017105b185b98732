from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.tables.actions import ActionTable, NextAction
from core.tables.plan import Plan
from ui.desktop.pages.actions import wording
from ui.desktop.pages.actions.journeys import arrows_of, headings, levels_of, nodes_of, onward
from ui.desktop.pages.actions.page import ActionsPage
from ui.desktop.session import Session


def actions(analysis: Analysis) -> ActionTable:
    assert analysis.actions is not None
    return analysis.actions


@pytest.fixture
def page(qtbot: QtBot, busy_free: Session) -> ActionsPage:
    busy_free.page = "actions"
    made = ActionsPage(busy_free)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def test_rows_stand_by_rank_with_those_that_do_not_pay_last(analysis: Analysis) -> None:
    table = actions(analysis)
    order = wording.order(table)
    assert order[: len(table.ranking)] == table.ranking
    assert sorted(order) == [found.segment for found in table.next_actions]
    rows = wording.rows(analysis)
    assert len(rows) == len(order) + 1
    assert {len(row) for row in rows if len(row) > 3} == {14}


def test_the_total_adds_up_what_pays(analysis: Analysis) -> None:
    table = actions(analysis)
    bests = [table.next_actions[code - 1].best for code in table.ranking]
    total = sum(best.total for best in bests if best is not None)
    assert float(wording.rows(analysis)[-1][12].plain) == pytest.approx(total)


def test_the_scale_of_the_intervals_holds_all_of_them(analysis: Analysis) -> None:
    ticks = wording.ticks(actions(analysis))
    assert 0.0 in ticks
    assert ticks == tuple(sorted(ticks))
    for found in actions(analysis).next_actions:
        if found.best is not None:
            assert ticks[0] <= found.best.gain_low <= found.best.gain_high <= ticks[-1]


def test_a_row_chooses_the_segment_on_every_page(page: ActionsPage, busy_free: Session) -> None:
    page._table.picked.emit(0)
    assert busy_free.segment == wording.order(actions(busy_free.analysis))[0]
    page._map.picked.emit(3)
    assert busy_free.segment == 3


def test_a_budget_is_a_setting_that_can_be_undone(
    qtbot: QtBot, page: ActionsPage, busy_free: Session
) -> None:
    page._budget.setText("500")
    qtbot.keyClick(page._budget, Qt.Key.Key_Return)
    assert busy_free.settings.plan.budget == 500.0
    assert busy_free.undo_name == "budget"


def test_within_a_budget_the_table_tells_how_many_are_in_the_plan(analysis: Analysis) -> None:
    plan = analysis.plan
    assert plan is not None
    limited = replace(analysis, plan=replace(plan, budget=100.0))
    assert " of " in wording.rows(limited)[0][11].text
    assert "within this budget" in wording.plan_sentence(Plan(100.0, (), 0, 0.0, 0.0))


def test_export_is_offered_only_when_there_is_a_plan_and_nothing_is_going_on(
    qtbot: QtBot, page: ActionsPage, busy_free: Session
) -> None:
    with qtbot.waitSignal(page.export_wanted):
        qtbot.mouseClick(page._export, Qt.MouseButton.LeftButton)
    busy_free.busy = "Writing the workbook"
    busy_free.changed.emit()
    assert not page._export.isEnabled()


def test_every_segment_has_a_place_in_the_journeys(analysis: Analysis) -> None:
    view = analysis.segments
    assert view is not None
    goal = view.ideal.code or view.ideal.best
    nodes = nodes_of(analysis)
    assert {node.code for node in nodes} == {segment.code for segment in view.segments}
    assert next(node.level for node in nodes if node.code == goal) == 0
    assert len(headings(nodes, ideal=True)) == 1 + max(node.level for node in nodes)
    assert set(levels_of(actions(analysis), goal)) == {node.code for node in nodes}
    ends = {arrow.end for arrow in arrows_of(actions(analysis), nodes)}
    assert ends <= {0, *(node.code for node in nodes)}


def test_every_arrow_leads_closer_to_the_ideal(analysis: Analysis) -> None:
    nodes = nodes_of(analysis)
    levels = {node.code: node.level for node in nodes}
    for arrow in arrows_of(actions(analysis), nodes):
        assert arrow.end == 0 or levels[arrow.end] < levels[arrow.start]


def test_a_segment_that_leads_to_a_dead_end_stands_behind_it(analysis: Analysis) -> None:
    table = actions(analysis)
    best = next(found.best for found in table.next_actions if found.best is not None)

    def next_action(segment: int, to: int) -> NextAction:
        moved = replace(best, segment=segment, to=to, gain=1.0)
        return NextAction(segment, moved, True, 1, (), (), None)

    stays, towards, arrives, circle, back = ((2, 2), (3, 2), (4, 1), (5, 6), (6, 5))
    ends = ((1, 1), stays, towards, arrives, circle, back)
    told = replace(table, next_actions=tuple(next_action(*pair) for pair in ends))
    assert levels_of(told, 1) == {1: 0, 2: 1, 3: 2, 4: 1, 5: 1, 6: 1}


def test_without_a_paying_action_the_title_says_so(analysis: Analysis) -> None:
    table = actions(analysis)
    unpaid = tuple(replace(found, pays=False, rank=None) for found in table.next_actions)
    told = replace(analysis, actions=replace(table, next_actions=unpaid, ranking=()))
    assert wording.title(told, 36)[0] == "No action pays yet"


def test_an_empty_page_says_what_it_needs(qtbot: QtBot, empty_session: Session) -> None:
    empty_session.page = "actions"
    made = ActionsPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert made._back.isVisible()
    assert not made._parts.isVisible()


def test_without_a_weighed_action_the_page_says_what_it_needs(analysis: Analysis) -> None:
    blocked = tuple(
        replace(found, best=None, pays=False, rank=None, considered=())
        for found in actions(analysis).next_actions
    )
    reason = "No axis is the lifetime value."
    table = replace(actions(analysis), next_actions=blocked, ranking=(), assumptions=(reason,))
    assert not wording.weighed(table)
    assert wording.title(replace(analysis, actions=table), 36) == (
        "No action can be weighed yet",
        reason,
    )


def test_a_segment_that_is_kept_next_still_shows_the_way_onward(analysis: Analysis) -> None:
    table = actions(analysis)
    found = next(one for one in table.next_actions if one.best is not None and one.segment != 1)
    best = found.best
    assert best is not None
    keeping = replace(best, to=found.segment, gain=2.0, title="Keep")
    moving = replace(best, to=1, gain=1.0, title="Move")
    both = replace(found, best=keeping, pays=True, considered=(keeping, moving))
    assert onward(both) == moving
    told = replace(
        table, next_actions=tuple(both if one is found else one for one in table.next_actions)
    )
    arrows = arrows_of(told, nodes_of(replace(analysis, actions=told)))
    assert (found.segment, 1, "Move") in {(one.start, one.end, one.label) for one in arrows}
