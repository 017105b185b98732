from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.answers import Analysis, ResultsView
from core.arrays import Arrays
from core.document import Document, Period, Work, new_work
from core.export_kinds import REPORT, FileWanted
from core.history import History
from core.pipeline import run
from core.progress import Progress
from core.requests import Export
from core.settings import Evidence, Settings
from core.tables.periods import MeasureChange
from core.tables.results import Check, Earned, Estimate, SegmentEffect, Verdict
from core.views import analysis_view
from ui.desktop.pages.results import effects, flows, progress, wording
from ui.desktop.pages.results.page import ResultsPage
from ui.desktop.session import Session
from ui.desktop.widgets.phrases import in_words
from ui.starting import default_settings, later_sample_files, later_sources, sample_sources


@pytest.fixture(scope="module")
def two_periods(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    first = replace(default_settings(), sources=sample_sources())
    later = later_sources(later_sample_files(), first.sources)
    settings = replace(first, sources=later, previous=first)
    outcome = run(settings, {}, Progress())
    return analysis_view(outcome, Arrays(tmp_path_factory.mktemp("arrays")))


def work_of(settings: Settings) -> Work:
    """Return a project of two periods."""
    assert settings.previous is not None
    return History(Document((Period(settings.previous), Period(replace(settings, previous=None)))))


@pytest.fixture
def view(two_periods: Analysis) -> ResultsView:
    assert two_periods.results is not None
    return two_periods.results


@pytest.fixture
def session(empty_session: Session, two_periods: Analysis) -> Session:
    empty_session.work, empty_session.period = work_of(two_periods.settings), 1
    empty_session.analysis = two_periods
    empty_session.page = "results"
    return empty_session


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> ResultsPage:
    made = ResultsPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def test_the_title_counts_what_was_earned(two_periods: Analysis, view: ResultsView) -> None:
    heading, line = wording.title(two_periods, two_periods.settings)
    money = [effect.earnings for effect in wording.actions_of(view)]
    won = sum(one is not None and one.earned is Earned.EARNED for one in money)
    assert heading.startswith(f"{in_words(won).capitalize()} of seven actions earned their cost; ")
    assert "one lost money" in heading
    assert "alike at the start" in line


def test_without_a_later_period_the_page_says_what_it_needs(
    qtbot: QtBot, empty_session: Session, analysis: Analysis
) -> None:
    empty_session.page = "results"
    made = ResultsPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert made._back.isVisibleTo(made)
    assert not made._import.isVisibleTo(made)
    empty_session.work = new_work(analysis.settings)
    empty_session.analysis = analysis
    empty_session.changed.emit()
    assert made._import.isVisibleTo(made)
    assert not made._sample.isVisibleTo(made)
    assert not made._moves.isVisibleTo(made)
    assert "later period" in wording.title(analysis, analysis.settings)[1]


def test_the_sample_company_offers_its_own_next_period(
    qtbot: QtBot, empty_session: Session, analysis: Analysis
) -> None:
    settings = replace(analysis.settings, sources=sample_sources())
    empty_session.work = new_work(settings)
    empty_session.analysis = replace(analysis, settings=settings)
    empty_session.page = "results"
    made = ResultsPage(empty_session)
    qtbot.addWidget(made)
    made.show()
    qtbot.mouseClick(made._sample, Qt.MouseButton.LeftButton)
    settings = empty_session.settings
    assert settings.previous is not None
    assert settings.previous.sources == sample_sources()
    assert [source.path for source in settings.sources] == list(later_sample_files())
    empty_session.undo()
    assert empty_session.settings.previous is None


def test_every_action_has_a_row_and_the_dud_is_called_one(view: ResultsView) -> None:
    first = wording.actions_of(view)
    rows = {row[0].text: row for row in effects.effect_rows(first)}
    assert len(rows) == 7
    assert rows["Retention"][3].text == "− Lost money"
    assert rows["Retention"][3].below == "cost 15"
    assert rows["Upsell"][3].text == "✓ Earned its cost"
    assert rows["Upsell"][0].below == "488 got it, 162 held out"
    low, high = (
        effects.effect_headings(first)[1].ticks[0],
        effects.effect_headings(first)[1].ticks[-1],
    )
    for row in rows.values():
        assert row[1].interval is not None
        assert low <= row[1].interval.low <= row[1].interval.high <= high
        assert row[1].interval.bar is not None


def test_what_cannot_be_told_says_what_could_have_been_seen(view: ResultsView) -> None:
    told = effects.open_sentence(wording.actions_of(view))
    assert "Cocooning: with 150 held out, only effects above" in told
    assert "Upsell" not in told


def test_a_chosen_action_colours_its_moves_and_shows_all_that_it_changed(
    qtbot: QtBot, page: ResultsPage, session: Session, view: ResultsView
) -> None:
    assert not page._earned.outcomes.isVisibleTo(page)
    page._earned.table.picked.emit(4)
    assert session.action == "cocooning"
    assert page._earned.outcomes.isVisibleTo(page)
    outcomes = effects.outcome_rows(wording.outcomes_of(view, "cocooning"), view.segments)
    assert [row[0].text for row in outcomes][:2] == ["Profit", "Satisfaction"]
    assert outcomes[1][2].text == "Worked"
    treated = sum(flow.coloured for flow in flows.flows(view, "cocooning"))
    assert 400 < treated <= 450
    page._earned.table.picked.emit(4)
    assert session.action == ""


def test_a_flow_selects_its_customers_on_every_page(
    qtbot: QtBot, page: ResultsPage, session: Session, view: ResultsView
) -> None:
    page._moves.chart.picked.emit((1, 0))
    assert session.selection is not None
    assert session.selection.customers == view.moves.counts[1][0]
    names = [segment.name for segment in view.segments]
    assert session.selection.label == f"From “{names[1]}” to “{names[0]}”"
    page._moves.chart.picked.emit(None)
    assert session.selection is None


def test_those_who_left_can_be_pointed_at_but_not_selected(
    page: ResultsPage, session: Session, view: ResultsView
) -> None:
    left = len(flows.sides(view)[1].nodes) - 1
    page._moves.chart.picked.emit((None, left))
    assert session.flow == (None, left)
    assert session.selection is None


def test_the_moves_add_up_on_both_sides_and_in_the_table(view: ResultsView) -> None:
    before, after = flows.sides(view)
    total = sum(node.count for node in before.nodes)
    assert total == sum(node.count for node in after.nodes) == 4_650
    assert sum(flow.count for flow in flows.flows(view, "")) == total
    rows = flows.table_rows(view)
    assert rows[-1][-1].plain == str(total)
    assert {len(row) for row in rows} == {len(flows.table_headings(view))}


def test_only_moves_into_the_goal_are_coloured(view: ResultsView) -> None:
    for flow in flows.flows(view, ""):
        assert flow.coloured == (flow.count if flow.end == 0 and flow.start != 0 else 0)


def test_the_headline_holds_the_moves_against_those_of_the_held_out(view: ResultsView) -> None:
    title, note = flows.heading(view)
    into = view.moves.into
    assert into is not None
    assert title.startswith(f"{into.moved} customers moved into the ideal; about ")
    assert f"about {into.natural:.0f} would" in title
    assert "left it" in note
    assert "chance" in flows.chance_sentence(view)
    told = flows.describe(view)
    assert told((1, 0)).endswith("would on their own")
    assert f"{view.moves.counts[0][0]} stayed" in told((0, None))
    assert told((None, 0)).endswith(str(sum(row[0] for row in view.moves.counts[:9])))


def test_t_turns_the_chart_into_a_table_and_back(qtbot: QtBot, page: ResultsPage) -> None:
    qtbot.keyClick(page._moves.chart, Qt.Key.Key_T)
    assert page._moves.as_table
    assert page._moves.table.isVisibleTo(page)
    qtbot.mouseClick(page._moves._other, Qt.MouseButton.LeftButton)
    assert not page._moves.as_table


def test_measured_success_goes_into_the_catalogue_only_when_asked_and_can_be_undone(
    qtbot: QtBot, page: ResultsPage, session: Session, view: ResultsView
) -> None:
    before = session.settings
    assert not page._earned.evidence.isVisibleTo(page)
    qtbot.mouseClick(page._use, Qt.MouseButton.LeftButton)
    assert page._earned.evidence.isVisibleTo(page)
    assert session.settings == before
    qtbot.mouseClick(page._earned.evidence._take, Qt.MouseButton.LeftButton)
    upsell = next(one for one in session.settings.catalogue if one.name == "upsell")
    found = next(one for one in view.proposals if one.action == "upsell")
    assert upsell.evidence is Evidence.EXPERIMENT
    assert (upsell.success_low, upsell.success, upsell.success_high) == found.measured
    assert {one.action for one in session.settings.learned} == {
        one.action for one in view.proposals
    }
    assert session.settings.learned[0].period == "Sep 2025 to Sep 2026"
    assert session.settings.previous == before.previous
    assert not page._use.isEnabled()
    session.undo()
    assert session.settings == before


def test_not_now_changes_nothing(qtbot: QtBot, page: ResultsPage, session: Session) -> None:
    before = session.settings
    qtbot.mouseClick(page._use, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page._earned.evidence._leave, Qt.MouseButton.LeftButton)
    assert session.settings == before
    assert not page._earned.evidence.isVisibleTo(page)


def test_the_report_is_asked_for_and_written_by_the_engine(
    qtbot: QtBot, page: ResultsPage, session: Session
) -> None:
    with qtbot.waitSignal(page.report_wanted):
        qtbot.mouseClick(page._save, Qt.MouseButton.LeftButton)
    session.write(FileWanted(REPORT, "results.xlsx"))
    request = session._bridge.requests[-1]  # type: ignore[attr-defined]
    assert isinstance(request, Export)
    assert request.files == (FileWanted(REPORT, "results.xlsx"),)
    assert not page._save.isEnabled()


def test_an_action_without_a_fair_test_is_named(view: ResultsView, two_periods: Analysis) -> None:
    failed = Check("hold-out kept", passed=False, p=float("nan"), told="It was not kept.")
    unfair = tuple(
        replace(
            one,
            verdict=Verdict.UNFAIR,
            told="Upsell: not a fair test. It was not kept.",
            checks=(*one.checks, failed),
        )
        if one.action == "upsell"
        else one
        for one in view.effects
    )
    spoilt = replace(two_periods, results=replace(view, effects=unfair))
    assert "No fair test of Upsell" in wording.title(spoilt, spoilt.settings)[1]
    row = next(
        row
        for row in effects.effect_rows(wording.actions_of(replace(view, effects=unfair)))
        if row[0].text == "Upsell"
    )
    assert row[3].below == "not a fair test"
    assert "It was not kept" in wording.checks(replace(view, effects=unfair))
    assert "It was not kept" in effects.open_sentence(unfair[:6])


def test_objectives_show_how_far_they_have_come(view: ResultsView) -> None:
    satisfaction, cost, value = view.progress
    stated = (
        replace(satisfaction, target=0.2, reached=True),
        replace(cost, target=-20.0, reached=False),
        value,
    )
    rows = progress.progress_rows(stated)
    assert rows[0][0].text == "Satisfaction, points"
    assert rows[0][4].text == "reached"
    assert rows[1][4].text == "short"
    assert rows[1][3].interval is not None
    assert rows[1][3].interval.bar == 1.0
    assert rows[2][1].text == "none"
    assert len(progress.progress_headings(stated)) == 5
    assert len(progress.progress_headings(view.progress)) == 4


def test_a_target_of_another_sign_is_still_drawn_from_low_to_high(view: ResultsView) -> None:
    change: MeasureChange = replace(view.progress[1], target=-20.0, reached=False)
    interval = progress.progress_rows((change,))[0][3].interval
    assert interval is not None
    assert interval.low <= interval.middle <= interval.high


def test_nobody_treated_leaves_the_moves(two_periods: Analysis, view: ResultsView) -> None:
    moves = replace(view.moves, into=None, by_action=())
    bare = replace(view, effects=(), proposals=(), actions=(), moves=moves)
    heading, line = wording.title(replace(two_periods, results=bare), two_periods.settings)
    assert "no action can be measured" in heading
    assert "one row for each customer" in line
    assert flows.heading(bare)[0].endswith("customers moved into the ideal")


def test_the_array_of_the_moves_agrees_with_the_matrix(view: ResultsView) -> None:
    moves = np.load(view.moves_file)
    assert len(moves) == view.counted.after
    assert ((moves[:, 0] == 2) & (moves[:, 1] == 1)).sum() == view.moves.counts[1][0]
    assert (moves[:, 0] == -1).sum() == view.counted.new


def test_segments_with_enough_customers_have_rows_of_their_own(view: ResultsView) -> None:
    own = wording.outcomes_of(view, "upsell")
    estimate = Estimate("", 80.0, 60.0, 100.0, 10.0, 1e-9)
    found = (
        SegmentEffect(5, 4_000, 900, estimate, 75.0, 1e-8, 1e-8),
        SegmentEffect(6, 800, 600, replace(estimate, low=-10.0), 60.0, 0.2, 0.1),
    )
    rows = effects.outcome_rows((replace(own[0], segments=found), *own[1:]), view.segments)
    assert len(rows) == len(own) + 2
    assert rows[1][0].text == f"in “{view.segments[4].name}”"
    assert (rows[1][2].text, rows[2][2].text) == ("Worked", "Cannot tell alone")
    assert rows[1][1].below == "60 to 100"


def test_what_else_is_worth_knowing_stands_on_the_page(
    page: ResultsPage, session: Session, view: ResultsView
) -> None:
    note = "orders_2026.csv lacks ‘Channel’ of the earlier orders_2025.csv."
    results = replace(view, notes=(note,))
    session.analysis = replace(session.analysis, results=results)
    session.changed.emit()
    shown = {one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)}
    assert view.drift.told in shown
    assert any(note in text for text in shown)
