import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.native import order
from core.native.order import rows_in_order
from core.native.rows import Codes

pytestmark = pytest.mark.usefixtures("both_ways")

PLACES = st.lists(st.tuples(st.integers(-1, 5), st.integers(-(2**31), 2**31 - 1)), max_size=80)


def in_columns(rows: list[tuple[int, int]]) -> tuple[Codes, Codes]:
    columns = np.array(rows, np.int32).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


@pytest.fixture(params=[0, 10**9], ids=["by two threads", "by one"], autouse=True)
def _few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "_MANY", request.param)


@given(PLACES, st.integers(0, 6))
def test_rows_come_by_place_then_day_then_as_they_stand(
    rows: list[tuple[int, int]], size: int
) -> None:
    found = rows_in_order(*in_columns(rows), size)
    wanted = [row for row in range(len(rows)) if 0 <= rows[row][0] < size]
    wanted.sort(key=lambda row: (*rows[row], row))
    in_order, their_days = found.unpacked()
    assert in_order.tolist() == wanted
    assert their_days.tolist() == [rows[row][1] for row in wanted]
    sizes = np.diff(found.ends, prepend=0).tolist()
    assert sizes == [sum(place == one for one, _ in rows) for place in range(size)]


def test_a_customer_with_very_many_rows_has_them_by_day_too() -> None:
    random = np.random.default_rng(0)
    days = random.integers(0, 1_000, 50_000).astype(np.int32)
    found = rows_in_order(np.zeros(50_000, np.int32), days, 1)
    assert found.unpacked()[0].tolist() == np.argsort(days, kind="stable").tolist()


@given(PLACES, st.integers(0, 6), st.integers(0, 6))
def test_the_rows_of_some_places_are_a_part_of_all(
    rows: list[tuple[int, int]], one: int, other: int
) -> None:
    first, end = sorted((one, other))
    part = rows_in_order(*in_columns(rows), 6).of_places(first, end)
    wanted = [row for row in range(len(rows)) if first <= rows[row][0] < end]
    wanted.sort(key=lambda row: (*rows[row], row))
    assert part.unpacked()[0].tolist() == wanted
    sizes = np.diff(part.ends, prepend=0).tolist()
    assert sizes == [sum(place == one for one, _ in rows) for place in range(first, end)]
