import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.customers.order import order_of
from core.customers.search import folded

NUMBERS = st.one_of(st.integers(-3, 3).map(float), st.just(math.nan), st.floats(-1e9, 1e9))


@given(st.lists(NUMBERS, max_size=40), st.booleans())
def test_numbers_are_ordered_with_ties_in_place_and_missing_ones_last(
    numbers: list[float], descending: bool
) -> None:
    known = [place for place, number in enumerate(numbers) if not math.isnan(number)]
    known.sort(key=lambda place: -numbers[place] if descending else numbers[place])
    missing = [place for place, number in enumerate(numbers) if math.isnan(number)]
    cells = np.array(numbers, dtype=np.float64)
    assert order_of(cells, descending=descending).tolist() == known + missing


@given(st.lists(st.text("aÄzß", max_size=3), max_size=30), st.booleans())
def test_text_is_ordered_without_regard_to_capitals_and_accents(
    texts: list[str], descending: bool
) -> None:
    cells = np.array([*texts, None], dtype=object)[:-1]
    found = order_of(cells, descending=descending).tolist()
    shown = [folded(texts[place]) for place in found if texts[place]]
    assert shown == sorted(shown, reverse=descending)
    assert sorted(found) == list(range(len(texts)))
    assert all(texts[place] == "" for place in found[len(shown) :])


def test_words_are_ordered_by_their_place_and_days_by_time() -> None:
    words = np.array([2, 0, -1, 2, 1], dtype=np.int16)
    assert order_of(words, descending=False).tolist() == [1, 4, 0, 3, 2]
    assert order_of(words, descending=True).tolist() == [0, 3, 4, 1, 2]
    days = np.array(["2025-03-01", "NaT", "2024-12-31"], dtype="datetime64[D]")
    assert order_of(days, descending=True).tolist() == [0, 2, 1]
