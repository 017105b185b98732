from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.segment_lookups import DriversOf
from core.settings import Direction, Economics, Missing, Objective
from core.tables.profile import Driver, Drivers
from ui.desktop.pages.axes import objective_wording, wording
from ui.desktop.pages.axes.page import AxesPage
from ui.desktop.session import Session


@pytest.fixture
def page(qtbot: QtBot, busy_free: Session) -> AxesPage:
    busy_free.page = "axes"
    made = AxesPage(busy_free)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_proposed_axes_are_shown_and_said_to_be_proposed(analysis: Analysis) -> None:
    heading, line = wording.title(analysis.settings, analysis)
    assert heading == "Three axes: satisfaction, cost to serve and lifetime value"
    assert line.startswith("Proposed")


def test_changing_a_weight_puts_all_three_axes_into_the_settings(
    page: AxesPage, busy_free: Session
) -> None:
    page._cards[0]._weight.setValue(1.5)
    assert [axis.weight for axis in busy_free.settings.axes] == [1.5, 1.0, 1.0]
    assert busy_free.undo_name == "weight of satisfaction"


def test_a_target_starts_at_the_median(page: AxesPage, busy_free: Session) -> None:
    page._cards[1]._edit_direction(Direction.TARGET)
    axis = busy_free.settings.axes[1]
    known = busy_free.analysis.axes
    assert known is not None
    assert axis.direction is Direction.TARGET
    assert axis.target == round(known.axes[1].median, 2)
    assert page._cards[1]._target.isVisible()


def test_a_formula_with_an_unknown_column_is_told_at_once(
    page: AxesPage, busy_free: Session, analysis: Analysis
) -> None:
    assert wording.formula_problem(analysis.customers, "CLTV + 2 * Satisfaction") == ""
    assert "Cals" in wording.formula_problem(analysis.customers, "CLTV + 2 * Cals")
    page._cards[2]._formula.setEditText("CLTV + 2 * Cals")
    assert page._cards[2]._problem.isVisible()
    assert busy_free.settings.axes == ()


def test_without_recognised_columns_there_are_empty_axes_to_fill(analysis: Analysis) -> None:
    assert analysis.customers is not None
    unknown = replace(analysis.customers, measures=())
    unrecognised = replace(analysis, axes=None, customers=unknown)
    assert [axis.formula for axis in wording.axes_of(analysis.settings, unrecognised)] == [""] * 3
    assert wording.axes_of(analysis.settings, replace(unrecognised, customers=None)) == ()


def test_recognised_columns_are_filled_in_while_nothing_can_be_scored(analysis: Analysis) -> None:
    waiting = replace(analysis, axes=None)
    formulas = [axis.formula for axis in wording.axes_of(analysis.settings, waiting)]
    assert formulas == ["Satisfaction", "Cost to serve", "CLTV"]


def test_the_well_known_measures_keep_their_keys() -> None:
    assert wording.measure_key("Cost to serve") == "cost_to_serve"
    assert wording.measure_key("  Open  complaints ") == "Open complaints"


def test_the_share_of_missing_values_is_told(analysis: Analysis) -> None:
    assert analysis.axes is not None
    told = wording.missing_sentence(analysis.axes.axes[0])
    assert told == "12 of 300 customers missing; they are not scored."


def test_one_value_for_everybody_stands_alone_in_the_middle(analysis: Analysis) -> None:
    known = analysis.axes
    assert known is not None
    view = known.axes[0]
    same = dict.fromkeys(("smallest", "lower", "median", "upper", "largest"), 10.0)
    edges = (10.0,) * len(view.edges)
    alone = replace(view, **same, filled=1, missing=0, edges=edges)
    bars = wording.bars_of(alone)
    assert bars.counts == (0, 1, 0)
    assert bars.edges[1] < 10.0 < bars.edges[2]
    assert (bars.first, bars.middle, bars.last) == ("", "10", "")
    assert wording.spread_sentence(alone) == "Everybody has 10."
    assert wording.missing_sentence(alone) == "The one customer has a value."


def test_the_sentence_about_worth_follows_the_fields(page: AxesPage, busy_free: Session) -> None:
    page._worth._horizon.setValue(24)
    assert busy_free.settings.economics.horizon_months == 24
    assert "24 months" in wording.worth_sentence(Economics(horizon_months=24))
    net = wording.worth_sentence(Economics(value_is_net=True))
    assert "after the cost to serve" in net


def test_an_objective_is_added_changed_and_removed(page: AxesPage, busy_free: Session) -> None:
    panel = page._objectives
    panel._add.click()
    assert busy_free.settings.objectives == (Objective("satisfaction", 1.0),)
    panel._add.click()
    assert busy_free.settings.objectives[1] == Objective("cost_to_serve", -10.0, relative=True)
    panel._rows[1].change.setValue(-20.0)
    panel._rows[0].day.show_day("2026-12-31")
    panel.edit(0, by=panel._rows[0].day.day())
    assert busy_free.settings.objectives == (
        Objective("satisfaction", 1.0, by="2026-12-31"),
        Objective("cost_to_serve", -20.0, relative=True),
    )
    panel._rows[0].remove.click()
    assert len(busy_free.settings.objectives) == 1
    assert busy_free.undo_name == "removing an objective"


def test_objectives_say_what_they_come_to_from_today(analysis: Analysis) -> None:
    assert analysis.segments is not None
    today = analysis.segments.everyone[1].mean
    fifth_less = Objective("cost_to_serve", -20.0, relative=True)
    told = objective_wording.comes_to((fifth_less,), analysis)
    assert told == f"Cost to serve: from {today:.1f} to {0.8 * today:.1f} on average."
    worse = objective_wording.comes_to(
        (Objective("satisfaction", -1.0, by="2027-01-01"),), analysis
    )
    assert worse.endswith("on average by 2027-01-01. That would be worse than today.")
    beyond = objective_wording.comes_to((Objective("satisfaction", 60.0),), analysis)
    assert beyond.endswith("That is beyond every customer of today.")
    waiting = replace(analysis, segments=None)
    unknown = objective_wording.comes_to((Objective("satisfaction", 1.0),), waiting)
    assert unknown == "Satisfaction: +1.0; today is not known yet."
    assert objective_wording.comes_to((), analysis).startswith("State what you want")


def test_what_becomes_of_missing_values_is_chosen_where_there_are_any(
    page: AxesPage, busy_free: Session, analysis: Analysis
) -> None:
    first, second = page._cards[0], page._cards[1]
    assert first._absent.isVisible()
    assert not second._absent.isVisible()
    first._edit_missing(Missing.TYPICAL)
    assert busy_free.settings.axes[0].missing is Missing.TYPICAL
    assert analysis.axes is not None
    view = analysis.axes.axes[0]
    taken = replace(view, axis=replace(view.axis, missing=Missing.ZERO))
    assert wording.missing_sentence(taken).endswith("0 is taken for them.")


def test_dragging_over_a_distribution_selects_those_customers(
    qtbot: QtBot, page: AxesPage, busy_free: Session, analysis: Analysis
) -> None:
    histogram = page._cards[2]._histogram
    qtbot.waitUntil(lambda: histogram.width() > 100)
    middle, y = histogram.width() // 2, histogram.height() // 2
    qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=QPoint(middle, y))
    qtbot.mouseMove(histogram, QPoint(histogram.width() + 5, y))
    qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=QPoint(histogram.width() + 5, y))
    assert busy_free.selection is not None
    assert analysis.axes is not None
    edges = analysis.axes.axes[2].edges
    at = edges[0] + middle / histogram.width() * (edges[-1] - edges[0])
    assert analysis.segments is not None
    values = np.load(analysis.segments.values_file)[:, 2]
    assert busy_free.selection.customers == (values >= at).sum()
    assert busy_free.selection.label.startswith("Lifetime value from ")


def test_a_click_on_a_distribution_selects_nobody(
    qtbot: QtBot, page: AxesPage, busy_free: Session
) -> None:
    qtbot.mouseClick(page._cards[0]._histogram, Qt.MouseButton.LeftButton)
    assert busy_free.selection is None


def test_what_goes_with_an_axis_is_looked_up(page: AxesPage, busy_free: Session) -> None:
    page._cards[1]._drivers.click()
    assert busy_free._bridge.lookups[-1] == DriversOf(busy_free.analysis.serial, 1)
    found = Drivers("cost_to_serve", (Driver("calls", "", 0.5, 0.4, 0.6, "Calls: more."),), 4)
    question, answer = wording.drivers(found)
    assert question == "What goes with cost to serve?"
    assert answer == "Calls: more.\n\n4 other columns were looked at. It need not be the cause."
    assert wording.drivers(Drivers("x", (), 4, "Nothing."))[1] == "Nothing."
