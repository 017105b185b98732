import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.native import rows as loops
from core.native.keys import KeyNumbers
from core.native.order import rows_in_order
from core.value.side_by_side import side_by_side

pytestmark = pytest.mark.usefixtures("both_ways")
PLACES = st.lists(st.tuples(st.integers(-1, 5), st.integers(-(2**31), 2**31 - 1)), max_size=80)


def in_columns(rows: list[tuple[int, int]]) -> tuple[loops.Codes, loops.Codes]:
    columns = np.array(rows, np.int32).reshape(-1, 2)
    return columns[:, 0], columns[:, 1]


@given(PLACES)
def test_numbers_are_counted_and_those_of_nobody_are_not(rows: list[tuple[int, int]]) -> None:
    places, _days = in_columns(rows)
    counted = loops.counts(places, 6).tolist()
    assert counted == [places.tolist().count(place) for place in range(6)]


@given(PLACES)
def test_what_occurs_is_what_is_counted(rows: list[tuple[int, int]]) -> None:
    places, _days = in_columns(rows)
    assert loops.occurring(places, 4).tolist() == (loops.counts(places, 4) > 0).tolist()


@given(st.lists(st.tuples(st.integers(-1, 5), st.booleans()), max_size=80))
def test_only_the_chosen_ones_are_counted(rows: list[tuple[int, bool]]) -> None:
    codes = np.array([code for code, _ in rows], np.int32)
    counted = loops.counts(codes, 6, np.array([one for _, one in rows], bool)).tolist()
    assert counted == [rows.count((place, True)) for place in range(6)]


@given(PLACES, st.integers(0, 6))
def test_rows_come_by_place_then_day_then_as_they_stand(
    rows: list[tuple[int, int]], size: int
) -> None:
    places, days = in_columns(rows)
    found = rows_in_order(places, days, size, side_by_side)
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
    found = rows_in_order(np.zeros(50_000, np.int32), days, 1, side_by_side)
    assert found.unpacked()[0].tolist() == np.argsort(days, kind="stable").tolist()


@given(PLACES, st.integers(0, 6), st.integers(0, 6))
def test_the_rows_of_some_places_are_a_part_of_all(
    rows: list[tuple[int, int]], one: int, other: int
) -> None:
    first, end = sorted((one, other))
    places, days = in_columns(rows)
    part = rows_in_order(places, days, 6, side_by_side).of_places(first, end)
    wanted = [row for row in range(len(rows)) if first <= rows[row][0] < end]
    wanted.sort(key=lambda row: (*rows[row], row))
    assert part.unpacked()[0].tolist() == wanted
    assert part.ends[-1:].tolist() == ([len(wanted)] if end > first else [])


@given(PLACES, st.booleans())
def test_days_begin_where_the_place_or_the_day_changes(
    rows: list[tuple[int, int]], ordered: bool
) -> None:
    if ordered:
        rows = sorted(rows)
    found = loops.starts_of_days(*in_columns(rows))
    if rows != sorted(rows):
        assert found is None
        return
    assert found is not None
    changes = [row for row in range(len(rows)) if not row or rows[row] != rows[row - 1]]
    assert found.tolist() == changes


@given(st.lists(st.integers(-1, 4), max_size=40), st.sampled_from("bufdi"))
def test_values_are_taken_from_their_places_and_the_last_one_where_there_is_none(
    places: list[int], kind: str
) -> None:
    values = np.arange(6).astype({"b": "bool", "u": "M8[us]"}.get(kind, kind))
    found = loops.taken(values, np.array(places, np.int32))
    assert found.dtype == values.dtype
    assert found.tolist() == values[places].tolist()


def test_one_value_seen_as_many_is_taken_without_being_made_many() -> None:
    values = np.broadcast_to(np.nan, (10**9,))
    assert np.isnan(loops.taken(values, np.array([0, 10**9 - 1], np.int32))).all()


WORDS = st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 2**64 - 1])] * 2), max_size=60)


@given(WORDS, st.integers(1, 2), st.integers(0, 60))
def test_keys_are_numbered_as_they_first_occur_in_whatever_blocks_they_come(
    rows: list[tuple[int, int]], depth: int, cut: int
) -> None:
    keys = np.array(rows, np.uint64).reshape(-1, 2)[:, :depth]
    numbers = KeyNumbers(depth)
    codes = [*numbers.number(keys[:cut]), *numbers.number(keys[cut:])]
    listed = [tuple(key) for key in keys.tolist()]
    first = list(dict.fromkeys(key for key in listed if key[0]))
    assert numbers.different.tolist() == [list(key) for key in first]
    assert codes == [first.index(key) if key[0] else -1 for key in listed]


def test_objects_are_taken_as_they_are() -> None:
    values = np.array(["a", "b", None], dtype=object)
    assert loops.taken(values, np.array([1, -1, 0], np.int32)).tolist() == ["b", None, "a"]


@given(st.lists(st.integers(0, 2**16 - 1), max_size=40))
def test_short_numbers_are_counted(codes: list[int]) -> None:
    counts = loops.short_counts(np.array(codes, np.uint16))
    assert counts.sum() == len(codes)
    assert all(counts[code] == codes.count(code) for code in codes)


@given(st.lists(st.integers(-(10**16), 10**16) | st.none(), max_size=40))
def test_moments_are_whole_days_rounded_down(moments: list[int | None]) -> None:
    made = np.array(["NaT" if one is None else one for one in moments], "M8[us]")
    wanted = [loops.EARLIEST if one is None else one // 86_400_000_000 for one in moments]
    assert loops.whole_days(made).tolist() == wanted
