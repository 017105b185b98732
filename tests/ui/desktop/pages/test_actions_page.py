from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.tables.actions import ActionTable, Blocked, Journey, NextAction
from ui.desktop.pages.actions import chosen_wording, wording
from ui.desktop.pages.actions.journeys import arrows_of, headings, levels_of, nodes_of
from ui.desktop.pages.actions.page import ActionsPage
from ui.desktop.session import Session
from ui.desktop.widgets.journey_layout import Arrow, Node


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
    page._advised._table.picked.emit(0)
    assert busy_free.segment == wording.order(actions(busy_free.analysis))[0]
    page._advised._map.picked.emit(3)
    assert busy_free.segment == 3


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


def with_journeys(table: ActionTable, ends: tuple[tuple[int, int], ...]) -> ActionTable:
    """Give a table whose segments lead, by their first step, to others or stay."""
    journeys = tuple(
        Journey(code, ((("upsell", to),) if to != code else ()), arrives=False, stops="")
        for code, to in ends
    )
    best = next(found.best for found in table.next_actions if found.best is not None)
    following = tuple(
        NextAction(code, replace(best, segment=code, to=to, title="Upsell"), True, 1, (), (), None)
        for code, to in ends
    )
    return replace(table, journeys=journeys, next_actions=following)


def test_a_segment_that_leads_to_a_dead_end_stands_behind_it(analysis: Analysis) -> None:
    stays, towards, arrives, circle, back = ((2, 2), (3, 2), (4, 1), (5, 6), (6, 5))
    told = with_journeys(actions(analysis), ((1, 1), stays, towards, arrives, circle, back))
    assert levels_of(told, 1) == {1: 0, 2: 1, 3: 2, 4: 1, 5: 1, 6: 1}


def test_an_arrow_is_the_first_step_of_the_journey_and_ends_where_none_leads_on(
    analysis: Analysis,
) -> None:
    told = with_journeys(actions(analysis), ((1, 1), (2, 2), (3, 1)))
    nodes = (Node(1, 1, "Ideal", 0), Node(2, 2, "Stuck", 1), Node(3, 3, "Close", 1))
    assert arrows_of(told, nodes) == (Arrow(2, 0, "Upsell"), Arrow(3, 1, "upsell"))


def test_without_a_paying_action_the_title_says_so(analysis: Analysis) -> None:
    table = actions(analysis)
    unpaid = tuple(replace(found, pays=False, rank=None) for found in table.next_actions)
    told = replace(analysis, actions=replace(table, next_actions=unpaid, ranking=()))
    assert wording.title(told)[0] == "No action pays yet"


def test_an_empty_page_says_what_it_needs(qtbot: QtBot, empty_session: Session) -> None:
    empty_session.page = "actions"
    made = ActionsPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert made._back.isVisible()
    assert not made._advised.isVisible()


def test_without_a_weighed_action_the_page_says_what_it_needs(analysis: Analysis) -> None:
    blocked = tuple(
        replace(found, best=None, pays=False, rank=None, considered=())
        for found in actions(analysis).next_actions
    )
    reason = "No axis is the lifetime value."
    table = replace(actions(analysis), next_actions=blocked, ranking=(), assumptions=(reason,))
    assert not wording.weighed(table)
    assert wording.title(replace(analysis, actions=table)) == (
        "No action can be weighed yet",
        reason,
    )


def test_the_page_leads_to_the_catalogue_and_to_the_plan(
    qtbot: QtBot, page: ActionsPage, busy_free: Session
) -> None:
    qtbot.mouseClick(page._edit, Qt.MouseButton.LeftButton)
    assert busy_free.editing == busy_free.settings.catalogue[0].name
    assert page._catalogue.isVisible()
    assert not page._advised.isVisible()
    qtbot.mouseClick(page._done, Qt.MouseButton.LeftButton)
    assert page._advised.isVisible()
    qtbot.mouseClick(page._build, Qt.MouseButton.LeftButton)
    assert busy_free.page == "plan"


def test_files_are_asked_for_where_they_are_needed(qtbot: QtBot, page: ActionsPage) -> None:
    for signal, name in (
        (page.import_wanted, "Import…"),
        (page.export_wanted, "Export…"),
        (page.earlier_wanted, "Use an earlier period…"),
    ):
        made = next(one for one in page.findChildren(QPushButton) if one.text() == name)
        with qtbot.waitSignal(signal):
            made.click()


def test_the_chosen_segment_tells_its_way_and_what_else_was_weighed(analysis: Analysis) -> None:
    for found in actions(analysis).next_actions:
        code = found.segment
        told = chosen_wording.journey_sentence(analysis, code)
        journey = actions(analysis).journeys[code - 1]
        assert ("ideal" in told) >= journey.arrives
        assert told
        arrival = chosen_wording.arrival_sentence(analysis, code)
        ideal = analysis.segments is not None and analysis.segments.ideal.code == code
        assert bool(arrival) == (bool(journey.steps) and not ideal)
        assert len(chosen_wording.others(found)) <= 3
        if found.best is not None:
            assert "in 100" in chosen_wording.how_sure(found)
            assert not any(
                line.startswith(f"{found.best.title} ") for line in chosen_wording.others(found)
            )


def test_what_stands_against_the_obvious_action_is_said(analysis: Analysis) -> None:
    found = actions(analysis).next_actions[0]
    blocked = Blocked("upsell", "Upsell", 59.0, "offers are kept from the unhappy.")
    told = chosen_wording.obvious_sentence(replace(found, obvious=blocked))
    assert told == "Upsell would gain 59 each. Offers are kept from the unhappy."
    assert chosen_wording.obvious_sentence(replace(found, obvious=None)) == ""


def test_the_price_of_the_order_rule_is_told_here_and_where_it_is_greatest(
    analysis: Analysis,
) -> None:
    journeys = actions(analysis).journeys
    free, dear = (
        replace(journeys[0], price_of_order=0.0),
        replace(journeys[1], price_of_order=6.0, unruly="Upsell"),
    )
    assert chosen_wording.price_sentence(free) == "Nothing for this segment."
    assert chosen_wording.price_sentence(dear) == (
        "6.0 for each customer. Upsell would come first without it."
    )
    others = tuple(replace(one, price_of_order=0.0) for one in journeys[2:])
    told = replace(analysis, actions=replace(actions(analysis), journeys=(free, dear, *others)))
    assert "6.0 each" in chosen_wording.price_elsewhere(told, 1)
    assert chosen_wording.price_elsewhere(told, 2) == ""
