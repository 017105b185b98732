"""From sources to what customers are worth, all of it."""

from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.settings import CostBasis, CostPool, Economics, Kind, Rate, Role, Valuation
from core.tables.sources import SourceTable
from core.tables.value import ValueTable
from tests.core.value.making import MakeSource, cells_of, days, table_of, value_of

ID = {"id": Role.CUSTOMER}
ORDERS = {**ID, "day": Role.DATE, "amount": Role.AMOUNT, "margin": Role.MARGIN}
CALLS = {**ID, "day": Role.DATE, "what": Role.ACTIVITY, "cost": Role.COST, "long": Role.MINUTES}


def people(make_source: MakeSource, *ids: str, **columns: list[object]) -> SourceTable:
    roles = {"revenue": Role.AMOUNT, "profit": Role.MARGIN, "CLV": Role.LIFETIME_VALUE}
    cells = {"id": list(ids), **columns}
    return make_source("people.csv", Kind.PROFILES, cells, {**ID, **roles, "claims": Role.COST})


def orders(make_source: MakeSource, **columns: list[float]) -> SourceTable:
    cells = {
        "id": ["a", "b", "a", "c"],
        "day": days("2025-01-01", "2025-03-05", "2025-12-31", "2025-06-01"),
        "amount": [100.0, 50.0, 100.0, 10.0],
        "margin": [40.0, 20.0, 40.0, 4.0],
    }
    return make_source("orders.csv", Kind.ORDERS, {**cells, **columns}, ORDERS)


def calls(make_source: MakeSource) -> SourceTable:
    cells = {
        "id": ["a", "c", "c"],
        "day": days("2025-02-01", "2025-02-02", "2025-12-31"),
        "what": ["call", "call", "visit"],
        "cost": [5.0, 10.0, 20.0],
        "long": [5.0, 10.0, 20.0],
    }
    return make_source("calls.csv", Kind.CONTACTS, cells, CALLS)


def column(value: ValueTable, name: str) -> list[object]:
    return list(cells_of(value, name).tolist())


def test_profit_is_margin_less_cost_to_serve_and_other_costs(make_source: MakeSource) -> None:
    known = Valuation(cost_per_order=1.0, cost_per_year=2.0)
    found = value_of(orders(make_source), calls(make_source), value=known)
    assert found.period.words == "the 12 months to 31 December 2025"
    assert found.earned == "margin"
    assert column(found, "profit") == [80 - 5 - 2 - 2, 20 - 0 - 1 - 2, 4 - 30 - 1 - 2]
    totals = found.totals
    assert totals is not None
    assert (totals.revenue, totals.margin, totals.cost_to_serve) == (260, 104, 35)
    assert (totals.other_costs, totals.profit) == (10, 59)


def test_the_tier_of_everybody_is_a_measure_too(make_source: MakeSource) -> None:
    known = Valuation(top_share=0.34, bottom_share=0.34)
    found = value_of(orders(make_source), calls(make_source), value=known)
    assert column(found, "value_tier") == ["top", "middle", "bottom"]
    assert [tier.customers for tier in found.tiers] == [1, 1, 1]
    assert found.rank.tolist() == [0, 1, 2]


def test_without_margins_revenue_is_earned_and_the_margin_is_asked_for(
    make_source: MakeSource,
) -> None:
    cells = {"id": ["a"], "day": days("2025-01-01"), "amount": [9.0]}
    found = value_of(make_source("o.csv", Kind.ORDERS, cells, ORDERS))
    assert found.earned == "revenue"
    assert any("Give a margin rate" in sentence for sentence in found.missing)
    assert any("Add service contacts" in sentence for sentence in found.missing)


def test_contacts_without_cost_ask_for_the_rate_table(make_source: MakeSource) -> None:
    cells = {"id": ["a"], "what": ["call"]}
    told = value_of(make_source("calls.csv", Kind.CONTACTS, cells, CALLS)).missing
    assert "calls.csv has no cost. Fill in the rate table" in told[-1]
    recorded = Valuation(cost_basis=CostBasis.RECORDED)
    told = value_of(make_source("calls.csv", Kind.CONTACTS, cells, CALLS), value=recorded).missing
    assert "Give a column the role ‘cost’" in told[-1]


def test_a_rate_table_prices_contacts_and_shows_what_is_unused(make_source: MakeSource) -> None:
    table = Valuation(
        cost_basis=CostBasis.RATES,
        pools=(CostPool("team", 1000.0, 500.0),),
        rates=(Rate("call", 10, "team"), Rate("visit", 60, "team")),
    )
    found = value_of(orders(make_source), calls(make_source), value=table)
    assert column(found, "cost_to_serve") == [20, 0, 140]
    assert found.costs is not None
    assert [one.activity for one in found.costs.activities] == ["visit", "call"]
    assert found.costs.unused[0].cost == 1000 - 160


def test_orders_without_dates_have_a_profit_too(make_source: MakeSource) -> None:
    cells = {"id": ["a", "b"], "amount": [100.0, 50.0], "margin": [40.0, -5.0]}
    found = value_of(make_source("o.csv", Kind.ORDERS, cells, ORDERS))
    assert column(found, "profit") == [40, -5]
    assert column(found, "lifetime_value") == [120, -15]
    assert "since nothing is dated" in found.period.words


def test_columns_of_profiles_are_enough(make_source: MakeSource) -> None:
    base = people(make_source, "a", "b", revenue=[100.0, 50.0], claims=[10.0, 70.0])
    found = value_of(base, value=Valuation(margin_rate=0.5))
    assert found.earned == "margin"
    assert column(found, "profit") == [40, -45]
    assert found.period.words == "12 months, since nothing is dated"
    assert found.costs is not None
    assert found.costs.source == "column ‘claims’"
    own = people(make_source, "a", "b", revenue=[100.0, 50.0], profit=[30.0, 5.0])
    assert column(value_of(own), "profit") == [30, 5]


def test_lifetime_value_alone_stands_for_profit_and_that_is_said(make_source: MakeSource) -> None:
    base = people(make_source, "a", "b", CLV=[360.0, None], claims=[10.0, 70.0])
    found = value_of(base)
    assert found.earned == "lifetime value"
    assert column(found, "profit") == [360 - 30, -210]
    assert column(found, "total_value")[0] == 330
    assert "the profit of a past period is not known" in found.missing[0]


def test_nothing_that_customers_bring_is_asked_for_by_name(make_source: MakeSource) -> None:
    found = value_of(people(make_source, "a", town=["Ely"]))
    assert (found.earned, found.totals, found.whale, found.tiers) == ("", None, None, ())
    assert found.rank.tolist() == [-1]
    assert "Add orders with an amount" in found.missing[0]


def test_the_cost_of_other_months_is_brought_to_those_of_the_economics(
    make_source: MakeSource,
) -> None:
    found = value_of(orders(make_source), calls(make_source), economics=Economics(cost_months=6))
    assert column(found, "cost_to_serve") == [2.5, 0, 15]
    assert found.totals is not None
    assert found.totals.cost_to_serve == 35


def test_a_day_given_leaves_out_what_came_later(make_source: MakeSource) -> None:
    found = value_of(orders(make_source), calls(make_source), value=Valuation(as_of="2025-06-30"))
    assert column(found, "revenue") == [100, 50, 10]
    assert column(found, "contacts") == [1, 0, 1]
    assert column(found, "days_since_purchase") == [180, 117, 29]


def test_referred_customers_are_shown_and_not_added_again(make_source: MakeSource) -> None:
    brought = make_source(
        "r.csv",
        Kind.REFERRALS,
        {"by": ["a"], "who": ["b"]},
        {"by": Role.CUSTOMER, "who": Role.REFERRED},
    )
    known = Valuation(type_one_share=1.0)
    found = value_of(orders(make_source), brought, value=known)
    totals = found.totals
    assert totals is not None
    assert totals.referred_margin == 20
    assert totals.indirect_value == totals.counted_twice
    assert totals.company_value == pytest.approx(totals.lifetime_value)
    assert column(found, "referral_value")[0] == column(found, "lifetime_value")[1]


def test_voice_has_a_value_only_if_one_is_set(make_source: MakeSource) -> None:
    survey = make_source(
        "s.csv",
        Kind.SURVEYS,
        {"id": ["a", "b", "b"], "answer": [10.0, 3.0, 4.0]},
        {**ID, "answer": Role.SATISFACTION},
    )
    plain = value_of(orders(make_source), survey)
    assert not any(one.measure.name == "advocacy_value" for one in plain.columns)
    known = Valuation(advocate_value=7.0, feedback_value=2.0)
    found = value_of(orders(make_source), survey, value=known)
    assert column(found, "advocacy_value") == [7, 0, 0]
    assert column(found, "feedback_value") == [2, 4, 0]
    assert column(found, "indirect_value") == [9, 4, 0]


def test_every_measure_says_what_it_is(make_source: MakeSource) -> None:
    found = table_of(orders(make_source), calls(make_source))
    for measure in found.measures:
        assert len(measure.meaning.split()) > 3, measure.name
        assert measure.meaning.endswith("."), measure.name


DEGENERATE = {
    "one order each": [(f"c{n}", "2025-01-01", 5.0) for n in range(80)],
    "all on one day": [(f"c{n % 20}", "2025-01-01", 5.0) for n in range(80)],
    "only refunds": [(f"c{n}", "2025-01-01", -5.0) for n in range(80)],
    "all refunded": [(f"c{n // 2}", "2025-01-01", 5.0 - 10 * (n % 2)) for n in range(80)],
    "nothing paid": [(f"c{n % 40}", f"2025-0{1 + n % 9}-01", 0.0) for n in range(80)],
    "one huge customer": [
        ("whale", f"2025-{1 + n // 28:02}-{1 + n % 28:02}", 1e9) for n in range(300)
    ]
    + [(f"c{n}", f"2025-0{1 + n % 9}-15", 1.0) for n in range(300)],
    "twelve customers": [(f"c{n % 12}", f"2025-{1 + n % 12:02}-01", 5.0) for n in range(80)],
    "future dates": [(f"c{n % 40}", f"2025-{1 + n % 12:02}-02", 5.0) for n in range(99)]
    + [("c1", "2099-12-31", 5.0)],
    "one customer": [("c", "2025-01-01", 5.0)],
    "same again and again": [
        (f"c{n}", f"2025-{m:02}-01", 5.0) for n in range(60) for m in range(1, 13)
    ],
}


@pytest.mark.parametrize("rows", DEGENERATE.values(), ids=DEGENERATE.keys())
def test_odd_data_are_explained_and_never_break_anything(
    make_source: MakeSource, rows: list[tuple[str, str, float]]
) -> None:
    ids, dates, amounts = zip(*rows, strict=True)
    cells = {"id": ids, "day": days(*dates), "amount": amounts}
    source = make_source("o.csv", Kind.ORDERS, cells, ORDERS)
    found = value_of(source)
    for one in found.columns:
        if one.measure.numeric:
            numbers = one.cells.to_numpy(dtype=np.float64, na_value=np.nan)
            assert not np.isinf(numbers).any(), one.measure.name
    assert found.lifetime is not None
    assert found.lifetime.sentence
    assert found.lifetime.why
    table = table_of(source).table
    assert len(table) == len(set(ids))


def test_dates_in_the_future_do_not_make_everybody_look_lost(make_source: MakeSource) -> None:
    ids, dates, amounts = zip(*DEGENERATE["future dates"], strict=True)
    cells = {"id": ids, "day": days(*dates), "amount": amounts}
    found = value_of(make_source("o.csv", Kind.ORDERS, cells, ORDERS))
    assert found.period.last == "2025-12-02"
    assert "1 later, the last on 31 December 2099" in found.notes[0]


@settings(max_examples=10)
@given(shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(make_source: MakeSource, shuffle: Random) -> None:
    rows = [
        (f"c{n:03}", f"2025-{month:02}-{1 + n % 28:02}", round(3.1 * n + month * 0.37, 2))
        for n in range(90)
        for month in range(1, 2 + n % 9)
    ]

    def table(lines: list[tuple[str, str, float]]) -> pd.DataFrame:
        ids, dates, amounts = zip(*lines, strict=True)
        cells = {"id": ids, "day": days(*dates), "amount": amounts}
        return table_of(make_source("o.csv", Kind.ORDERS, cells, ORDERS)).table

    mixed = list(rows)
    shuffle.shuffle(mixed)
    pd.testing.assert_frame_equal(table(rows), table(mixed), check_exact=True)


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (Valuation(top_share=0.7, bottom_share=0.5), "at most 100 %"),
        (Valuation(as_of="yesterday"), "which is no date"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    make_source: MakeSource, value: Valuation, what: str
) -> None:
    with pytest.raises(UserError, match=what):
        value_of(orders(make_source), value=value)


def test_texts_may_be_categories(make_source: MakeSource) -> None:
    plain = orders(make_source)
    plain.table["id"] = plain.table["id"].astype("category")
    assert column(value_of(plain), "revenue") == [200, 50, 10]
