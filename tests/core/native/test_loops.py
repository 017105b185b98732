import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.native import rows as loops

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
