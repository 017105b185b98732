from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.value.profit.concentration import concentration, gini


def test_the_concentration_of_cdnow_is_the_recomputed_one(real_data: Path) -> None:
    path = real_data / "cdnow" / "CDNOW_sample.txt"
    rows = pd.read_csv(path, sep=r"\s+", header=None)
    spent = rows.groupby(1)[4].sum().to_numpy()
    found = concentration(spent, "revenue")
    assert found is not None
    assert found.gini == pytest.approx(0.630917, abs=5e-7)
    assert found.top == pytest.approx((0.50807, 0.67455, 0.89454), abs=5e-6)
    assert round(found.most * len(spent)) == 777


@pytest.mark.parametrize(
    ("values", "coefficient"),
    [([1, 1, 1, 1], 0.0), ([0, 0, 0, 8], 0.75), ([1, 3], 0.25), ([0, 0], 0.0)],
)
def test_the_gini_coefficient_is_the_textbook_one(values: list[float], coefficient: float) -> None:
    assert gini(np.array(values, dtype=np.float64)) == pytest.approx(coefficient)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_it_is_the_mean_difference_over_twice_the_mean(values: list[int]) -> None:
    numbers = np.array(values, dtype=np.float64)
    if not numbers.sum():
        return
    differences = np.abs(numbers[:, None] - numbers[None, :]).mean()
    assert gini(numbers) == pytest.approx(differences / (2 * numbers.mean()), abs=1e-12)


def test_losses_count_as_nothing_and_only_losses_are_no_concentration() -> None:
    found = concentration(np.array([-5.0, 10.0]), "margin")
    assert found is not None
    assert (found.gini, found.most) == (0.5, 0.5)
    assert concentration(np.array([-5.0, 0.0]), "margin") is None
