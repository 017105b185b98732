"""What reads text is tested with the compiled loops and with operations on arrays."""

from collections.abc import Iterator

import pytest

from core.native import library


@pytest.fixture(params=["compiled", "arrays"], scope="module")
def way_of_reading(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param == "compiled" and library.compiled() is None:
        pytest.skip("the loops are not compiled here")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "arrays":
            patch.setattr(library, "compiled", lambda: None)
        yield
