import numpy as np
import pandas as pd
import pytest

from core.customers.cells import moment_texts, moments


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (["2024-01-05", None], ["2024-01-05", ""]),
        (["2024-01-05 13:45:10", None], ["2024-01-05 13:45:10", ""]),
        (["2024-01-05", "1850-02-03 04:05"], ["2024-01-05 00:00:00", "1850-02-03 04:05:00"]),
        (["2024-01-05 13:45:10.25"], ["2024-01-05 13:45:10.250000"]),
        ([None], [""]),
    ],
)
@pytest.mark.parametrize("unit", ["us", "ns"])
def test_days_have_a_time_where_one_of_them_has(
    written: list[str | None], told: list[str], unit: str
) -> None:
    cells = pd.Series(np.array([one or "NaT" for one in written], dtype=f"datetime64[{unit}]"))
    assert moment_texts(moments(cells)) == told
