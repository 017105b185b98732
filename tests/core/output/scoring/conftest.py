"""A made-up company, small enough for every test run."""

from pathlib import Path

import pytest

from tests.engines import company
from tests.engines.cases import Case, cases

CUSTOMERS = 600


@pytest.fixture(scope="session")
def made_cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    path: Path = tmp_path_factory.mktemp("company") / "customers.csv"
    company.customers(CUSTOMERS).to_csv(path, index=False)
    return cases(path)
