from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from core.actions.eligibility import Customers, hindrances, last_day
from core.errors import UserError
from core.settings import SATISFACTION, Action, Comparison, Condition, Economics
from core.tables.actions import Hindrance, read_mark

MakeCompany = Callable[..., Customers]

CALL = Action("call", "Call", "Call.", 1, 0.1, 0.2, 0.3, done_on="Called")
OFFER = Action("offer", "Offer", "Offer.", 1, 0.1, 0.2, 0.3, sells=True, after=("call",))
DAYS = pd.to_datetime(["2026-09-30", "2026-03-01", "2025-01-01", None])


@pytest.fixture
def company(make_company: MakeCompany) -> Customers:
    columns = {"Called": list(DAYS), "Consent": ["yes", "yes", "no", "yes"]}
    return make_company([((0.5, 0.5, 0.5), 1, 0, 4)], columns=columns)


def kinds(action: Action, company: Customers) -> list[object]:
    marks = hindrances(action, (CALL, OFFER), company, Economics())
    return [read_mark(int(mark)) if mark else None for mark in marks]


def test_what_has_been_done_opens_what_comes_after(company: Customers) -> None:
    assert kinds(OFFER, company) == [None, None, None, (Hindrance.AFTER, 0)]


def test_an_action_is_not_repeated_too_soon(company: Customers) -> None:
    tired = replace(CALL, cooling_months=12)
    soon = (Hindrance.COOLING, 0)
    assert kinds(tired, company) == [soon, soon, None, None]


def test_the_order_comes_last_so_that_it_alone_is_what_time_can_heal(company: Customers) -> None:
    company.scored.scores[:, 0] = 0.1
    picky = replace(OFFER, who=(Condition("Consent", Comparison.IS, "yes"),))
    assert kinds(picky, company) == [
        (Hindrance.ORDER_RULE, 0),
        (Hindrance.ORDER_RULE, 0),
        (Hindrance.WHO, 0),
        (Hindrance.AFTER, 0),
    ]


def test_the_rule_that_hinders_is_told_by_its_number(company: Customers) -> None:
    picky = replace(CALL, needs=((SATISFACTION, 0, 1), ("lifetime_value", 0.6, 1)))
    assert kinds(picky, company) == [(Hindrance.NEEDS, 1)] * 4


def test_days_have_to_be_days(company: Customers) -> None:
    with pytest.raises(UserError, match="holds no days"):
        kinds(replace(CALL, cooling_months=3, done_on="Consent"), company)


def test_today_is_the_latest_day_of_the_data(company: Customers) -> None:
    assert last_day(company.table.table) == pd.Timestamp(2026, 9, 30)
    assert last_day(pd.DataFrame({"a": [1]})) == pd.Timestamp(0)
