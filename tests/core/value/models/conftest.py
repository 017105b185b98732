from pathlib import Path

import numpy as np
import pytest

from core.value.models.histories import Histories, every_one
from tests.core.value.models.cdnow import Cdnow, Make, read_cdnow


@pytest.fixture
def cdnow(real_data: Path) -> Cdnow:
    return read_cdnow(real_data / "cdnow" / "CDNOW_sample.txt")


@pytest.fixture(scope="session")
def histories() -> Make:
    def make(*columns: float | list[float]) -> Histories:
        return every_one(*(np.atleast_1d(np.asarray(one, np.float64)) for one in columns))

    return make
