"""What the compiled loops do is tested with them and with operations on arrays."""

from collections.abc import Iterator

import pytest

from core.native import library


@pytest.fixture(params=["compiled", "arrays"], scope="module")
def both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.param == "compiled" and library.compiled() is None:
        pytest.skip("the loops are not compiled here")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "arrays":
            patch.setattr(library, "compiled", lambda: None)
        yield
