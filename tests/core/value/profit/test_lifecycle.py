import pytest

from core.tables.profit import STAGES
from core.value.profit.lifecycle import lifecycle
from tests.core.value.making import bought_until


def stages(rows: list[tuple[int, str, float]], size: int, end: str = "2025-12-31") -> list[str]:
    words = ("", *STAGES)
    return [words[stage] for stage in lifecycle(bought_until(rows, size, end, end)).stage]


def monthly(customer: int, first: int, last: int, year: int = 2025) -> list[tuple[int, str, float]]:
    return [(customer, f"{year}-{month:02}-15", 10.0) for month in range(first, last + 1)]


def test_stages_follow_from_when_customers_bought() -> None:
    rows = monthly(0, 1, 12)  # every month
    rows += monthly(1, 1, 9)  # stopped three months ago
    rows += monthly(2, 1, 6)  # stopped half a year ago
    rows += [(3, "2025-12-01", 10.0)]  # first purchase a month ago
    rows += [(4, "2025-02-15", 1.0), (4, "2025-08-15", 1.0), (4, "2025-10-15", 1.0)]
    rows += [(4, "2025-11-15", 1.0), (4, "2025-12-15", 1.0)]  # ever more often
    assert stages(rows, 6) == ["loyal", "fading", "lost", "new", "growing", ""]


def test_a_slow_customer_is_not_given_up_as_soon_as_a_quick_one() -> None:
    weekly = [
        (0, f"2025-{month:02}-{day:02}", 1.0) for month in (1, 2, 3) for day in (1, 8, 15, 22)
    ]
    yearly = [(1, f"{year}-04-01", 1.0) for year in (2021, 2022, 2023, 2024)]
    found = stages([*weekly, *yearly], 2)
    assert found == ["lost", "fading"]


def test_without_anybody_who_came_back_a_quarter_is_the_gap() -> None:
    rows = [(0, "2025-12-01", 1.0), (1, "2025-03-01", 1.0)]
    assert stages(rows, 2) == ["new", "fading"]


@pytest.mark.parametrize("end", ["2025-12-31", "2025-01-01"])
def test_orders_of_a_single_day_have_stages_too(end: str) -> None:
    assert stages([(0, "2025-01-01", 1.0), (1, "2025-01-01", 2.0)], 2, end) in (
        ["new", "new"],
        ["fading", "fading"],
        ["lost", "lost"],
    )


def test_the_rule_is_told_with_its_number() -> None:
    rows = monthly(0, 1, 12)
    found = lifecycle(bought_until(rows, 1, "2025-12-31", "2025-12-31"))
    assert found.typical_gap == pytest.approx(30.4, abs=0.1)
    assert "(for the typical one 30 days)" in found.meaning
