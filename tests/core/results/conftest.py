import numpy as np
import pytest

from core.tables.results import Flags, Floats
from tests.core.results.worlds import World, first_year


@pytest.fixture
def toy() -> tuple[Floats, Flags, Floats]:
    """Outcome, treatment and value from before of sixteen customers."""
    outcome = [12, 15, 9, 20, 14, 18, 11, 16, 10, 13, 8, 17, 11, 14, 9, 12]
    before = [10, 12, 8, 17, 11, 15, 9, 13, 11, 14, 8, 18, 11, 14, 10, 12]
    treated = np.repeat([True, False], 8)
    return np.array(outcome, float), treated, np.array(before, float)


@pytest.fixture(scope="session")
def world() -> World:
    return first_year()
