import numpy as np
import pytest

from core.settings import Kind, Role, Valuation
from core.tables.customers import Placed
from core.value.evidence.buying import Span
from core.value.evidence.contracts import Contracts, contracts_of, has_contracts
from tests.core.value.making import MakeSource, day, days

TODAY = day("2025-06-30")
SPAN = Span(0, TODAY, TODAY, 0)
ROLES = {
    "id": Role.CUSTOMER,
    "from": Role.START,
    "until": Role.END,
    "next": Role.RENEWAL,
    "fee": Role.AMOUNT,
}


def contracts(make_source: MakeSource, **cells: object) -> Contracts:
    size = len(cells["start"])  # type: ignore[arg-type]
    names = {"start": "from", "end": "until", "renewal": "next"}
    columns = {"id": ["a"] * size} | {names.get(key, key): value for key, value in cells.items()}
    source = make_source("c.csv", Kind.CONTRACTS, columns, ROLES)
    part = Placed(source, np.arange(size, dtype=np.int32), np.zeros(0, np.int32))
    assert has_contracts(part)
    return contracts_of([part], SPAN, Valuation())


def test_a_contract_that_runs_was_renewed_as_often_as_it_has_years(
    make_source: MakeSource,
) -> None:
    found = contracts(
        make_source,
        start=days("2025-01-01", "2024-06-01", "2020-05-01"),
        end=days("NaT", "NaT", "2030-01-01"),
    )
    assert found.renewals.tolist() == [0, 1, 5]
    assert found.lost.tolist() == [0, 0, 0]
    assert found.months_to_next.tolist() == pytest.approx([6, 11, 10], abs=0.1)


@pytest.mark.parametrize(
    ("end", "renewals"),
    [("2022-01-01", 0), ("2022-01-03", 0), ("2021-12-30", 0), ("2022-06-01", 1), ("2024-01-01", 2)],
)
def test_a_contract_that_has_ended_was_not_renewed_at_its_end(
    make_source: MakeSource, end: str, renewals: int
) -> None:
    found = contracts(make_source, start=days("2021-01-01"), end=days(end))
    assert found.lost.tolist() == [1]
    assert found.renewals.tolist() == [renewals]


def test_a_renewal_in_the_past_is_a_contract_that_ended_then(make_source: MakeSource) -> None:
    found = contracts(
        make_source,
        start=days("2023-01-01", "2023-01-01"),
        renewal=days("2025-01-01", "2026-01-01"),
    )
    assert found.lost.tolist() == [1, 0]
    assert found.renewals.tolist() == [1, 2]
    assert found.months_to_next[1] == pytest.approx(6, abs=0.1)


def test_a_contract_that_has_not_begun_does_not_count(make_source: MakeSource) -> None:
    found = contracts(
        make_source, start=days("2025-12-01", "2025-01-01"), end=days("NaT", "NaT"), fee=[9.0, 5.0]
    )
    assert found.places.tolist() == [1]
    assert found.amounts.tolist() == [5]


def test_a_start_alone_is_no_contract(make_source: MakeSource) -> None:
    cells = {"id": ["a"], "from": days("2025-01-01")}
    source = make_source("p.csv", Kind.PROFILES, cells, ROLES)
    assert not has_contracts(Placed(source, np.zeros(1, np.int32), np.zeros(0, np.int32)))
