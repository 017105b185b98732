import numpy as np
import pytest

from core.errors import UserError
from core.settings import Kind, Valuation
from core.value.columns import Days
from core.value.evidence.spans import Calendar, Dated, calendar
from tests.core.value.making import day


def orders(*dates: str) -> Dated:
    return Dated(Kind.ORDERS, numbers(*dates), "orders")


def numbers(*dates: str) -> Days:
    return np.array([day(date) for date in dates], dtype=np.int32)


def daily(first: str, last: str) -> Dated:
    span = np.arange(day(first), day(last) + 1, dtype=np.int32)
    return Dated(Kind.ORDERS, span, "orders")


def found(*sources: Dated, **settings: object) -> Calendar:
    return calendar(sources, Valuation(**settings), 12)  # type: ignore[arg-type]


def test_the_last_order_is_the_last_day_that_counts() -> None:
    made = found(orders("2025-01-01", "2025-12-31"))
    assert (made.period.first, made.period.last, made.period.months) == (
        "2025-01-01",
        "2025-12-31",
        12.0,
    )
    assert made.period.words == "the 12 months to 31 December 2025"
    assert made.notes == ()


def test_a_later_contact_does_not_make_customers_look_lost() -> None:
    contacts = Dated(Kind.CONTACTS, numbers("2026-03-01"), "service contacts")
    assert found(daily("2025-01-01", "2025-12-31"), contacts).period.last == "2025-12-31"


def test_the_check_of_cdnow_holds_back_the_39_weeks_of_its_publishers() -> None:
    made = found(daily("1997-01-01", "1998-06-30"))
    assert made.span.cut == day("1997-09-30")
    assert (made.span.last - made.span.cut) / 7 == 39


@pytest.mark.parametrize(
    ("first", "held_back"),
    [("2023-01-01", 366), ("2025-01-01", 182), ("2016-01-01", 914)],
    ids=["three years", "one year", "ten years"],
)
def test_a_year_is_held_back_but_a_quarter_at_least_and_half_at_most(
    first: str, held_back: int
) -> None:
    span = found(daily(first, "2025-12-31")).span
    assert span.last - span.cut == pytest.approx(held_back, abs=1)


def test_dates_far_from_all_others_are_taken_for_slips_and_told() -> None:
    many = daily("2024-01-01", "2025-12-31")
    slips = numbers("1900-01-01", "2099-12-31")
    made = found(Dated(Kind.ORDERS, np.append(many.days, slips).astype(np.int32), "orders"))
    assert (made.period.first, made.period.last) == ("2024-01-01", "2025-12-31")
    (note,) = made.notes
    assert note.startswith("Of the orders, those from 1 January 2024 to 31 December 2025 count;")
    assert "1 later, the last on 31 December 2099" in note
    assert "1 earlier, the first on 1 January 1900" in note


def test_a_customer_of_long_ago_is_no_slip_if_there_are_many() -> None:
    dates = ["1990-01-01"] * 30 + ["2025-01-01"] * 30
    assert found(orders(*dates)).period.first == "1990-01-01"


def test_a_day_may_be_given_and_later_orders_are_told() -> None:
    made = found(daily("2025-01-01", "2025-12-31"), as_of="2025-09-30")
    assert made.period.last == "2025-09-30"
    assert "92 later, the last on 31 December 2025 are left out" in made.notes[0]


def test_what_is_no_date_is_refused_with_an_example() -> None:
    with pytest.raises(UserError, match=r"“30\.9\.2025”, which is no date") as caught:
        found(orders("2025-01-01"), as_of="30.9.2025")
    assert "2025-09-30" in caught.value.hint


def test_a_day_before_all_orders_is_refused() -> None:
    with pytest.raises(UserError, match="before all orders; they begin on 1 January 2025"):
        found(orders("2025-01-01"), as_of="2020-01-01")


def test_profit_is_counted_over_the_time_that_orders_and_contacts_cover() -> None:
    contacts = Dated(Kind.CONTACTS, numbers("2025-01-01", "2025-12-30"), "service contacts")
    made = found(daily("2023-01-01", "2025-12-31"), contacts)
    assert made.period.first == "2025-01-01"
    assert made.span.first == day("2023-01-01")


def test_contacts_of_a_few_days_do_not_make_the_period_short() -> None:
    contacts = Dated(Kind.CONTACTS, numbers("2025-12-01"), "service contacts")
    made = found(daily("2025-01-01", "2025-12-31"), contacts)
    assert made.period.first == "2025-01-01"
    assert "begin only on 1 December 2025" in made.notes[0]


def test_the_period_may_be_given_in_months() -> None:
    made = found(daily("2023-01-01", "2025-12-31"), period_months=12)
    assert (made.period.first, made.period.months) == ("2025-01-01", 12.0)


def test_without_dates_the_given_months_are_meant() -> None:
    made = found()
    assert (made.period.first, made.period.months) == ("", 12.0)
    assert made.period.words == "12 months, since nothing is dated"
