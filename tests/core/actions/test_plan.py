import math
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.plan import plan
from core.errors import UserError
from core.tables.actions import ActionTable, NextAction, SegmentAction
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

MakeCompany = Callable[..., tuple[ScoredCustomers, SegmentTable]]
Line = tuple[int, float, float]
"""Customers, cost and gain per customer of a segment."""


def parts(make_company: MakeCompany, lines: list[Line]) -> tuple[ActionTable, SegmentTable]:
    groups = [((0.5, 0.5, 0.5), 0, 0, customers) for customers, _, _ in lines]
    segments = make_company(groups)[1]
    found = []
    for code, (customers, cost, gain) in enumerate(lines, start=1):
        best = SegmentAction(
            code, 1, f"a{code}", f"A{code}", customers, cost, 0.5, 1, 0, 0.5, 1, 0, 0,
            gain, gain, gain, gain / cost, None, gain * customers, "assumed", "",
        )  # fmt: skip
        found.append(NextAction(code, best, gain > 0, None, (best,), ()))
    return ActionTable((), tuple(found), (), (), ()), segments


def test_without_a_budget_everybody_whose_action_pays_gets_it(make_company: MakeCompany) -> None:
    found = plan(*parts(make_company, [(10, 2, 6), (20, 5, -1), (30, 4, 20)]), None)
    assert [(line.segment, line.customers) for line in found.lines] == [(3, 30), (1, 10)]
    assert (found.assignments, found.spend, found.gain) == (40, 140, 660)
    assert found.lines[0].gain_per_money == 5


def test_a_budget_goes_where_money_earns_most_and_the_last_line_is_partial(
    make_company: MakeCompany,
) -> None:
    found = plan(*parts(make_company, [(10, 2, 6), (30, 4, 20)]), 127.99)
    assert [(line.segment, line.customers) for line in found.lines] == [(2, 30), (1, 3)]
    assert found.spend == 126
    assert found.gain == 618


def test_a_cheaper_action_is_taken_when_the_better_one_is_too_dear(
    make_company: MakeCompany,
) -> None:
    found = plan(*parts(make_company, [(5, 100, 900), (5, 10, 20)]), 30)
    assert [(line.segment, line.customers, line.spend) for line in found.lines] == [(2, 3, 30)]


def test_spending_is_exact_to_the_cent(make_company: MakeCompany) -> None:
    found = plan(*parts(make_company, [(3, 0.1, 1)]), 0.3)
    assert (found.assignments, found.spend) == (3, 0.3)


def test_no_budget_buys_nothing_and_a_debt_is_refused(make_company: MakeCompany) -> None:
    table = parts(make_company, [(3, 0.1, 1)])
    assert plan(*table, 0).lines == ()
    for budget in (-1, math.nan, math.inf):
        with pytest.raises(UserError, match="budget"):
            plan(*table, budget)


LINES = st.lists(
    st.tuples(
        st.integers(1, 50),
        st.integers(1, 5000).map(lambda cents: cents / 100),
        st.floats(-50, 500, allow_subnormal=False),
    ),
    min_size=1,
    max_size=9,
)
BUDGETS = st.integers(0, 200_000).map(lambda cents: cents / 100)


@given(lines=LINES, budgets=st.tuples(BUDGETS, BUDGETS))
def test_more_budget_never_earns_less_and_is_never_overspent(
    make_company: MakeCompany, lines: list[Line], budgets: tuple[float, float]
) -> None:
    table = parts(make_company, lines)
    smaller, larger = (plan(*table, budget) for budget in sorted(budgets))
    assert smaller.spend <= min(budgets)
    assert larger.spend <= max(budgets)
    assert smaller.gain <= larger.gain + 1e-6
    for found in (smaller, larger):
        exact = sum(
            (line.customers * Decimal(str(lines[line.segment - 1][1])) for line in found.lines),
            Decimal(0),
        )
        assert found.spend == float(exact)


@given(lines=LINES, budget=BUDGETS)
def test_the_plan_earns_the_most_possible_but_for_one_customer(
    make_company: MakeCompany, lines: list[Line], budget: float
) -> None:
    found = plan(*parts(make_company, lines), budget)
    left, bound = budget, 0.0
    for customers, cost, gain in sorted(lines, key=lambda line: -line[2] / line[1]):
        if gain > 0:
            share = min(customers, left / cost)
            left -= share * cost
            bound += share * gain
    largest = max((gain for _, _, gain in lines if gain > 0), default=0)
    assert bound - largest - 1e-6 <= found.gain <= bound + 1e-6
