from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.answers import Analysis
from core.settings import Direction, Economics
from ui.desktop.pages.axes import wording
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


def test_the_sentence_about_worth_follows_the_fields(page: AxesPage, busy_free: Session) -> None:
    page._worth._horizon.setValue(24)
    assert busy_free.settings.economics.horizon_months == 24
    assert "24 months" in wording.worth_sentence(Economics(horizon_months=24))
    net = wording.worth_sentence(Economics(value_is_net=True))
    assert "after the cost to serve" in net
