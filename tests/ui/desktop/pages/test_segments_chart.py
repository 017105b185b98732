"""The chart of the segments on its page: forms, picking, filtering, facts, pictures."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from core.answers import Analysis, SegmentsView
from ui.desktop.charts.lasso import How, Tool
from ui.desktop.pages.segments import choosing
from ui.desktop.pages.segments.chart import ChartPanel
from ui.desktop.pages.segments.page import SegmentsPage
from ui.desktop.selection import Selection
from ui.desktop.session import Session

Codes = np.ndarray


@pytest.fixture
def chart(qtbot: QtBot, answered: Session) -> ChartPanel:
    answered.page = "segments"
    made = SegmentsPage(answered)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    return made._chart


@pytest.fixture
def codes(chart: ChartPanel) -> Codes:
    return np.asarray(chart._codes())


def view(analysis: Analysis) -> SegmentsView:
    assert analysis.segments is not None
    return analysis.segments


def action(menu: QMenu, text: str) -> Callable[[], None]:
    return next(one for one in menu.actions() if one.text().replace("&", "") == text).trigger


def test_what_is_picked_replaces_adds_and_takes_away(answered: Session, chart: ChartPanel) -> None:
    hands = chart.scatter.hands
    for rows, how, left in (
        ([1, 2, 3], How.REPLACE, [1, 2, 3]),
        ([3, 7], How.ADD, [1, 2, 3, 7]),
        ([1, 2], How.REMOVE, [3, 7]),
        ([9], How.REPLACE, [9]),
    ):
        hands.marked.emit(np.array(rows), how)
        assert np.flatnonzero(answered.selection.members).tolist() == left
    hands.marked.emit(np.array([9]), How.REMOVE)
    assert answered.selection is None
    hands.marked.emit(np.array([9]), How.REMOVE)
    assert answered.selection is None


def test_the_selection_of_other_pages_stands_out_in_the_chart(
    answered: Session, chart: ChartPanel
) -> None:
    members = np.arange(300) < 20
    answered.select("From elsewhere", members)
    assert chart.scatter._staging._members is members
    answered.select("", None)
    assert chart.scatter._staging._members is None


def test_keys_change_the_form(qtbot: QtBot, answered: Session, chart: ChartPanel) -> None:
    for form in ("solid", "fields", "flat"):
        chart.set_form(form)
        assert answered.looking.chart.form == form
        assert not chart.grab().isNull()
    assert chart._title.text().startswith("Each mark is one customer: ")


def test_the_cube_needs_three_axes(answered: Session, chart: ChartPanel) -> None:
    axes = answered.analysis.axes
    answered.analysis = replace(answered.analysis, axes=replace(axes, axes=axes.axes[:2]))
    chart.set_form("solid")
    assert answered.looking.chart.form == "flat"


def test_tools_are_those_of_the_chart(answered: Session, chart: ChartPanel) -> None:
    chart._controls._set_tool(1)
    assert answered.looking.chart.tool == "lasso"
    assert chart.scatter.hands.lasso.tool is Tool.LASSO


def test_the_legend_keeps_one_segment_and_selects_it(
    answered: Session, chart: ChartPanel, codes: Codes
) -> None:
    legend = chart._filtering._legend
    legend.only.emit(3)
    assert answered.looking.kept.members.tolist() == (codes == 3).tolist()
    assert answered.selection is answered.looking.kept
    assert "left out by the filter" in chart.scatter.note()
    assert chart._controls.filter.text() == "Filtered"
    legend.all_wanted.emit()
    assert answered.looking.kept is None
    assert answered.selection is None


def test_a_filter_leaves_a_selection_made_by_hand(
    answered: Session, chart: ChartPanel, codes: Codes
) -> None:
    picked = np.flatnonzero(codes == 3)[:4]
    chart.scatter.hands.marked.emit(picked, How.REPLACE)
    chart._filtering._legend.toggled.emit(5, False)
    assert answered.selection.customers == 4
    assert answered.looking.kept.members.tolist() == (codes != 5).tolist()
    chart._filtering._legend.toggled.emit(3, False)
    assert not (answered.selection.members & (codes == 3)).any()


def test_letters_keep_and_leave_out(answered: Session, chart: ChartPanel, codes: Codes) -> None:
    answered.show(segment=4)
    chart.filter_by(keep=False)
    assert answered.looking.kept.members.tolist() == (codes != 4).tolist()
    chart._filtering.show_all()
    chart.scatter.hands.marked.emit(np.array([5, 6]), How.REPLACE)
    chart.filter_by(keep=True)
    assert np.flatnonzero(answered.looking.kept.members).tolist() == [5, 6]


def test_the_last_customer_is_never_left_out(answered: Session, chart: ChartPanel) -> None:
    chart._filtering.by_members(np.ones(300, bool), keep=False)
    assert answered.looking.kept is None


def test_the_legend_counts_what_is_shown(
    qtbot: QtBot, answered: Session, chart: ChartPanel, analysis: Analysis
) -> None:
    chart._filtering.by_members(np.asarray(chart._codes()) == 2, keep=False)
    chart._filtering.open()
    legend = chart._filtering._legend
    states = {code: tick.isChecked() for code, tick in legend._ticks.items()}
    assert states.pop(2) is False
    assert all(states.values())
    assert set(states) == {0, 1, 3, 4, 5, 6, 7, 8, 9}
    name = view(analysis).segments[0].name
    assert legend._ticks[1].accessibleName().startswith(name)
    legend._ticks[1].click()
    assert legend._ticks[1].isChecked() is False
    assert not answered.looking.kept.members[np.asarray(chart._codes()) == 1].any()
    legend._ticks[2].click()
    assert legend._ticks[2].isChecked()
    legend.close()


def test_fields_are_picked_and_counted(
    answered: Session, chart: ChartPanel, analysis: Analysis
) -> None:
    chart.set_form("fields")
    fields = chart._fields._fields
    assert sum(field.customers for field in fields) == 300 - view(analysis).unscored
    field = next(one for one in fields if one.customers)
    chart._fields.picked.emit(field.across, field.up, How.REPLACE)
    assert answered.selection.customers == field.customers
    after = {(one.across, one.up): one.selected for one in chart._fields._fields}
    assert after.pop((field.across, field.up)) == field.customers
    assert set(after.values()) == {0}
    assert "12 without a score" in chart._note.text()


@pytest.mark.parametrize("form", ["flat", "solid", "fields"])
def test_every_form_can_be_read_as_a_table(answered: Session, chart: ChartPanel, form: str) -> None:
    answered.show(
        looking=replace(answered.looking, chart=replace(answered.looking.chart, form=form))
    )
    action(chart._controls.menu(), "Show as table")()
    rows = chart._table._cells.rows
    total = 2 if form == "fields" else 1
    assert int(rows[-1][total].text) == 288
    assert sum(int(row[total].text) for row in rows[:-1]) == 288
    action(chart._controls.menu(), "Copy table")()
    assert len(QGuiApplication.clipboard().text().splitlines()) == len(rows) + 1


@pytest.mark.parametrize("form", ["flat", "solid", "fields"])
@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_every_form_can_be_saved(
    answered: Session,
    chart: ChartPanel,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    ending: str,
) -> None:
    chart.set_form(form)
    path = tmp_path / f"chart.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    action(chart._controls.menu(), "Save picture…")()
    assert path.stat().st_size > 3_000
    assert answered.notice == f"Saved chart.{ending}"


def test_a_picture_that_cannot_be_written_is_told(
    answered: Session, chart: ChartPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "nowhere" / "chart"
    chosen = str(path), "Picture (*.png)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    action(chart._controls.menu(), "Save picture…")()
    assert answered.fault.message == "chart.png could not be written."


def test_copying_takes_what_is_seen(answered: Session, chart: ChartPanel) -> None:
    pictures = []
    for form in ("flat", "fields"):
        chart.set_form(form)
        chart.copy()
        pictures.append(QGuiApplication.clipboard().image())
    assert pictures[0].width() > 0
    assert pictures[0] != pictures[1]
    assert answered.notice == "Copied the chart"


def test_a_mark_tells_who_it_is_and_leads_to_the_card(
    qtbot: QtBot, answered: Session, chart: ChartPanel
) -> None:
    hands = chart.scatter.hands
    hands.pinned = 12
    hands.facts_wanted.emit(12)
    qtbot.waitUntil(hands.panel.isVisible)
    assert hands.panel.accessibleName() == "c012"
    assert hands.panel.accessibleDescription().startswith("<b>Ann</b> 12. ")
    hands.panel._card.click()
    assert (answered.page, answered.looking.customer) == ("customers", 12)


def test_everybody_in_the_chosen_segment_can_be_picked(
    answered: Session, chart: ChartPanel, codes: Codes, analysis: Analysis
) -> None:
    answered.show(segment=6)
    chart.scatter.hands.all_wanted.emit()
    assert answered.selection.label == view(analysis).segments[5].name
    assert answered.selection.members.tolist() == (codes == 6).tolist()


def test_what_is_kept_is_called_by_its_segments(analysis: Analysis) -> None:
    codes = np.array([0, 1, 1, 2, 3, 3])
    segments = view(analysis).segments[:3]
    names = [segment.name for segment in segments]
    for members, label in (
        (codes == 1, names[0]),
        ((codes == 1) | (codes == 2), f"{names[0]} and {names[1]}"),
        (codes == 0, choosing.NOT_SCORED),
    ):
        assert choosing.filter_label(members, codes, segments) == label


def test_keeping_and_leaving_out_narrow_what_is_kept() -> None:
    first = np.array([True, True, False, False])
    kept = Selection("Some", np.array([True, False, True, True]))
    assert choosing.keeping(kept, first).tolist() == [True, False, False, False]
    assert choosing.leaving_out(kept, first).tolist() == [False, False, True, True]
    assert choosing.keeping(None, first).tolist() == first.tolist()
