import pytest

from core.settings import Kind, Role
from core.value.wide import wide_notes
from tests.core.value.conftest import MakeSource


@pytest.mark.parametrize(
    "names",
    [
        ["Jan", "Feb", "Mar", "Apr"],
        ["2025-01", "2025-02", "2025-03", "2025-04"],
        ["Umsatz Januar", "Umsatz Februar", "Umsatz März", "Umsatz April"],
        ["Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025"],
    ],
)
def test_columns_that_name_months_are_told(make_source: MakeSource, names: list[str]) -> None:
    cells = {"id": ["a", "b"], **{name: [1.0, 2.0] for name in names}}
    (note,) = wide_notes([make_source("c.csv", Kind.PROFILES, cells, {"id": Role.CUSTOMER})])
    first, second, third, _ = (f"‘{name}’" for name in names)
    assert note.startswith(f"{first}, {second}, {third} and 1 more of c.csv name times")


def test_other_numbers_are_not_told(make_source: MakeSource) -> None:
    cells = {"id": ["a", "b"], "Visits": [1.0, 2.0], "May": [1.0, 2.0], "Marge": [1.0, 2.0]}
    assert not list(wide_notes([make_source("c.csv", Kind.PROFILES, cells, {"id": Role.CUSTOMER})]))
