import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.value.profit.rfm import rfm_scores


def scores(*columns: list[float]) -> list[int]:
    return rfm_scores(*(np.array(one, dtype=np.float64) for one in columns)).together.tolist()


def test_recent_frequent_and_generous_customers_score_best() -> None:
    ten = [float(number) for number in range(1, 11)]
    found = scores(ten[::-1], ten, ten)
    assert found == [111, 111, 222, 222, 333, 333, 444, 444, 555, 555]


def test_equal_values_get_equal_scores_whatever_their_number() -> None:
    frequency = [1.0] * 6 + [2.0, 2.0, 9.0, 9.0]
    found = rfm_scores(*(np.array(frequency) for _ in range(3))).frequency.tolist()
    assert found == [1] * 6 + [4, 4, 5, 5]


def test_who_never_bought_has_no_scores() -> None:
    nan = float("nan")
    assert scores([1.0, nan, 3.0], [1.0, nan, 3.0], [1.0, nan, 3.0])[1] == 0
    assert scores([nan], [nan], [nan]) == [0]


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=40), st.randoms())
def test_the_order_of_customers_never_matters(rows: list[tuple[int, ...]], shuffle: object) -> None:
    places = list(range(len(rows)))
    shuffle.shuffle(places)  # type: ignore[attr-defined]
    columns = [[float(value) for value in column] for column in zip(*rows, strict=True)]
    mixed = [[column[place] for place in places] for column in columns]
    assert [scores(*columns)[place] for place in places] == scores(*mixed)
