from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.answers import Analysis, ValueView
from core.arrays import Arrays
from core.settings import CostBasis, CostPool, Rate, Source, Valuation, ValueModel
from core.tables.value import CustomerWorth, Survey
from core.worth_questions import MembersFound, WithActivity, WorthRows, WorthShown
from tests.ui.desktop.conftest import shown, worked_out
from ui.desktop.charts.box import ChartBox
from ui.desktop.pages.value import rates, tables, wording
from ui.desktop.pages.value.dates import day_problem, day_setting, days_offered
from ui.desktop.pages.value.members import Ranks, mapped
from ui.desktop.pages.value.page import ValuePage
from ui.desktop.pages.value.profit import tier_stretches
from ui.desktop.pages.value.shapes import limits, whale_shape
from ui.desktop.pages.value.units import each, unit_for
from ui.desktop.session import Session
from ui.starting import default_settings

CUSTOMERS = 120
USUAL = Valuation()


@pytest.fixture(scope="session")
def orders_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("worth")
    rows = ["Customer,Date,Amount,Margin"]
    for number in range(CUSTOMERS):
        for place in range(1 + number % 7):
            month, day = 1 + (number + 3 * place) % 12, 1 + (5 * number + place) % 28
            amount = 20 + number % 50
            rows.append(
                f"c{number:03},{2023 + place % 2}-{month:02}-{day:02},{amount},{amount / 4}"
            )
    orders = folder / "orders.csv"
    orders.write_text("\n".join(rows) + "\n", encoding="utf-8")
    rows = ["Customer,Date,Activity,Cost"]
    for number in range(0, CUSTOMERS, 3):
        activity = "home visit" if number % 2 else "phone call"
        rows.append(f"c{number:03},2024-0{1 + number % 9}-11,{activity},{90 if number % 2 else 8}")
    contacts = folder / "contacts.csv"
    contacts.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return orders, contacts


Make = Callable[..., Analysis]


@pytest.fixture(scope="session")
def make(orders_files: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Make:
    def made(value: Valuation = USUAL, files: int = 2) -> Analysis:
        sources = tuple(Source(str(path)) for path in orders_files[:files])
        arrays = Arrays(tmp_path_factory.mktemp("worth"))
        return worked_out(replace(default_settings(), sources=sources, value=value), arrays)

    return made


@pytest.fixture(scope="session")
def worth(make: Make) -> Analysis:
    return make()


@pytest.fixture
def view(worth: Analysis) -> ValueView:
    assert worth.value is not None
    return worth.value


@pytest.fixture
def session(empty_session: Session, worth: Analysis) -> Session:
    empty_session.page = "value"
    return shown(empty_session, worth)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> ValuePage:
    made = ValuePage(session)
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    return made


def texts(page: ValuePage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def lookups(session: Session, kind: type) -> list[Any]:
    return [one for one in session._bridge.lookups if isinstance(one, kind)]  # type: ignore[attr-defined]


def test_the_figures_add_up_and_stand_at_the_top(page: ValuePage, view: ValueView) -> None:
    totals = view.totals
    assert totals is not None
    assert totals.profit == pytest.approx(totals.margin - totals.cost_to_serve)
    told = texts(page)
    for number, what in wording.figures(view):
        assert number in told
        assert what in told
    assert "Profit is gross margin less cost to serve" in told


def test_the_tiers_hold_everybody_and_all_the_profit(view: ValueView) -> None:
    _headings, rows = tables.tier_table(view)
    assert [row[0].text for row in rows] == ["Top", "Middle", "Bottom", "All"]
    assert sum(float(row[1].plain) for row in rows[:3]) == float(rows[3][1].plain) == CUSTOMERS
    profits = [float(row[2].plain) for row in rows]
    assert sum(profits[:3]) == pytest.approx(profits[3])


def test_a_tier_is_selected_on_every_page(
    page: ValuePage, session: Session, view: ValueView
) -> None:
    page._tiers._table.picked.emit(0)
    picked = session.selection
    assert picked is not None
    assert (picked.label, picked.customers) == ("Top tier", 24)
    assert picked.members.tolist() == (np.load(view.tier_file) == 1).tolist()
    assert page._curve.chart._marked.stretch == (0, 24)
    assert "24 customers are selected, on every page" in texts(page)
    assert lookups(session, WorthRows)[-1] == WorthRows(session.analysis.serial, 0, 24)


def test_part_of_the_curve_is_selected_and_cleared(page: ValuePage, session: Session) -> None:
    page._curve.chart.stretch_picked.emit(10, 35)
    assert session.selection is not None
    assert session.selection.customers == 25
    assert "Customers 11 to 35 by profit" in texts(page)
    page._tiers.cleared.emit()
    assert session.selection is None
    assert page._curve.chart._marked.stretch is None


def test_those_with_an_activity_are_selected_when_the_engine_has_found_them(
    page: ValuePage, session: Session
) -> None:
    page._costs._table.picked.emit(0)
    asked = lookups(session, WithActivity)[-1]
    assert asked.activity in {"home visit", "phone call"}
    members = np.zeros(CUSTOMERS, dtype=bool)
    members[::5] = True
    page._take_members(asked.activity, asked.analysis, MembersFound(members))
    assert session.selection is not None
    assert (session.selection.label, session.selection.customers) == (asked.activity, 24)
    session.select("", None)
    page._take_members(asked.activity, asked.analysis + 1, MembersFound(members))
    assert session.selection is None


def test_a_limit_that_is_moved_is_a_setting_that_can_be_undone(
    page: ValuePage, session: Session, make: Make
) -> None:
    page._curve.chart.limit_moved.emit(0, 0.3)
    assert session.settings.value.top_share == 0.3
    assert session.undo_name == "limit of the top tier"
    top = make(replace(USUAL, top_share=0.3)).value
    assert top is not None
    assert top.tiers[0].customers == limits(session.settings.value, CUSTOMERS)[0] == 36
    session.undo()
    assert session.settings.value == USUAL


def test_customers_are_told_with_what_they_are_worth_and_why(
    page: ValuePage, session: Session, view: ValueView
) -> None:
    one = CustomerWorth("c007", "top", "loyal", 50.0, 8.0, 0.0, 42.0, 99.5, None, "Because of it.")
    two = replace(one, customer="c008", profit=12.0, why="Another reason.")
    page._people._take(page._people._asked, WorthShown((one, two)))
    assert "c007: why 99.50?" in texts(page)
    page._people._table.picked.emit(1)
    assert "Another reason." in texts(page)
    headings, rows = tables.worth_table((one,), view, 36)
    names = [heading.text.replace("\n", " ") for heading in headings]
    assert "Through others" not in names
    assert rows[0][names.index("Profit")].text == "42"


def test_the_least_profitable_are_asked_for_from_the_other_end(
    page: ValuePage, session: Session
) -> None:
    page._people._turn(1)
    serial = session.analysis.serial
    assert lookups(session, WorthRows)[-1] == WorthRows(serial, CUSTOMERS - 100, CUSTOMERS)


def test_every_choice_reaches_the_settings(page: ValuePage, session: Session) -> None:
    panel = page._assumptions
    panel._rate.setValue(40.0)
    panel._top.setValue(25.0)
    panel._horizon.setValue(24)
    panel._order.setValue(1.5)
    panel._edit_model(ValueModel.BG_NBD)
    panel._day.entered.emit("2024-06-30")
    chosen = session.settings
    assert chosen.value == replace(
        USUAL,
        margin_rate=0.4,
        top_share=0.25,
        cost_per_order=1.5,
        model=ValueModel.BG_NBD,
        as_of="2024-06-30",
    )
    assert chosen.economics.horizon_months == 24
    panel._rate.setValue(0.0)
    assert session.settings.value.margin_rate is None


def test_days_are_written_as_year_month_day(view: ValueView) -> None:
    assert day_problem("31/12/2024") != ""
    assert day_problem("2024-12-31") == day_problem("last day of the data") == ""
    assert day_setting("last day of the data") == ""
    offered = days_offered(view)
    assert offered[0] == "last day of the data"
    assert all(not day_problem(one) for one in offered)
    assert days_offered(None) == ("last day of the data",)


def test_the_rate_table_is_filled_in_on_the_page(page: ValuePage, session: Session) -> None:
    page._rates._add_pool()
    value = session.settings.value
    assert value.pools[0].name == "Service"
    assert {rate.activity for rate in value.rates} == {"home visit", "phone call"}
    page._rates._edit_pool(0, replace(value.pools[0], name="Field team", cost=5_000.0))
    page._rates._edit_rate("home visit", 45.0, "Field team")
    page._rates._edit_basis(CostBasis.RATES)
    value = session.settings.value
    assert rates.rate_of(value, "Home visit") == Rate("home visit", 45.0, "Field team")
    assert value.cost_basis is CostBasis.RATES
    page._rates._remove_pool(0)
    assert session.settings.value.pools == session.settings.value.rates == ()


def test_time_of_nobody_is_told_apart(make: Make) -> None:
    pools = (CostPool("Service", 10_000.0, 20_000.0),)
    given = tuple(Rate(name, 30.0, "Service") for name in ("home visit", "phone call"))
    view = make(replace(USUAL, cost_basis=CostBasis.RATES, pools=pools, rates=given)).value
    assert view is not None
    assert view.costs is not None
    assert "idle time is not charged to any customer" in wording.unused_sentence(view.costs.unused)


def test_two_groups_never_have_one_name() -> None:
    value = rates.with_new_pool(rates.with_new_pool(USUAL, None), None)
    assert [pool.name for pool in value.pools] == ["Service", "Service 2"]
    renamed = rates.with_pool(value, 1, replace(value.pools[1], name="Service"))
    assert [pool.name for pool in renamed.pools] == ["Service", "Service 2"]


@pytest.mark.parametrize("name", ["whale curve", "value by tier", "lifecycle by tier"])
def test_every_chart_says_that_it_was_saved(
    page: ValuePage, session: Session, tmp_path: Path, name: str
) -> None:
    box = next(one for one in page.findChildren(ChartBox) if one._name == name)
    for ending in ("png", "svg", "pdf"):
        path = tmp_path / f"{name}.{ending}"
        box.save(path)
        assert path.stat().st_size > 1_000
        assert session.notice == f"Saved {path.name}"
    box.save(tmp_path / "no folder" / "chart.png")
    assert session.fault is not None
    assert session.fault.message == "chart.png could not be saved."


def test_the_curve_is_copied_by_the_button_at_the_top(page: ValuePage) -> None:
    QApplication.clipboard().clear()
    next(one for one in page.findChildren(QPushButton) if one.text() == "Copy chart").click()
    assert not QApplication.clipboard().image().isNull()


def test_without_service_contacts_the_cost_is_asked_for(
    qtbot: QtBot, empty_session: Session, make: Make
) -> None:
    empty_session.page = "value"
    made = ValuePage(shown(empty_session, make(files=1)))
    qtbot.addWidget(made)
    made.show()
    view = empty_session.analysis.value
    assert view is not None
    assert view.costs is None
    assert wording.figures(view)[1][0] == "?"
    assert view.without_cost in texts(made)


def test_before_there_is_data_the_way_leads_to_it(qtbot: QtBot, empty_session: Session) -> None:
    empty_session.page = "value"
    made = ValuePage(empty_session)
    qtbot.addWidget(made)
    made.show()
    assert wording.NOT_YET in texts(made)
    made._back.click()
    assert empty_session.page == "data"


@pytest.mark.parametrize("width", [560, 900, 1440])
def test_the_page_has_room_at_any_width(page: ValuePage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 800)
    QApplication.processEvents()
    assert page.width() == width
    inner = page.frame.body.geometry()
    assert inner.width() <= width
    assert not page.grab().isNull()


def test_stretches_of_selected_customers_are_known_again() -> None:
    ranks = Ranks(np.array([3, 0, 2, 1], dtype=np.int32))
    assert ranks.stretch_of(ranks.members((1, 3))) == (1, 3)
    assert ranks.stretch_of(np.array([True, True, False, False])) is None
    assert ranks.stretch_of(np.zeros(4, dtype=bool)) is None
    assert ranks.stretch_of(np.ones(7, dtype=bool)) is None


def test_tiers_of_the_page_are_those_of_the_engine(view: ValueView) -> None:
    tiers = np.load(view.tier_file)
    for place, stretch in enumerate(tier_stretches(view, USUAL), 1):
        assert (mapped(view).members(stretch) == (tiers == place)).all()


def test_the_lifetime_value_of_a_tier_has_an_interval_in_words(view: ValueView) -> None:
    tier = replace(view.tiers[0], customers=10, low=4_000.0, high=6_000.0)
    assert wording.range_words(tier) == "400 to 600"
    unsure = replace(tier, low=None, high=None)
    assert wording.range_words(unsure) == ""
    assert wording.ranges((tier, tier, unsure)) == (
        "Lifetime value, four times in five: Top 400 to 600 and Middle 400 to 600."
    )
    assert wording.ranges((unsure,) * 3) == ""


def test_the_scale_of_the_answers_is_told_with_how_it_was_recognised() -> None:
    survey = Survey(0.0, 10.0, "The column is called ‘NPS’.", 200, 150, 7.25, 12.4, 0.55)
    assert wording.survey_words(survey) == (
        "Answers are on a scale from 0 to 10. The column is called ‘NPS’. 200 answers of 150 "
        "customers, 7.2 on average; 55 % lie in the best fifth of the scale. Net promoter score 12."
    )
    other = replace(survey, promoters=None)
    assert "promoter" not in wording.survey_words(other)
    assert wording.survey_words(None) == ""


def test_the_curve_says_what_is_lost_after_the_peak(view: ValueView) -> None:
    shape = whale_shape(view, USUAL)
    assert shape is not None
    whale = view.whale
    assert whale is not None
    assert bool(shape.eroded_words) == (whale.eroded > 0.01 * abs(whale.total))
    assert shape.everybody == CUSTOMERS
    assert shape.profit[-1] == pytest.approx(whale.total)


def test_amounts_of_a_column_share_a_unit() -> None:
    assert unit_for((1.0, None, 99_999.0)).name == ""
    assert unit_for((1.0, -250_000.0)).written(-250_000.0) == "−250"
    assert unit_for((3e8,)).heading("Profit") == "Profit,\nmillions"
    assert (each(None), each(12.0), each(12.25), each(1234.5)) == ("", "12", "12.25", "1,234")
