import threading
from collections.abc import Callable
from functools import partial

import pytest

from core.intake.in_order import in_order


def waiting_for(event: threading.Event, number: int) -> int:
    assert event.wait(timeout=30)
    return number


def test_results_come_in_the_order_of_the_jobs_whichever_is_done_first() -> None:
    first_may_end = threading.Event()

    def last() -> int:
        first_may_end.set()
        return 2

    jobs: list[Callable[[], int]] = [partial(waiting_for, first_may_end, 1), last]
    assert list(in_order(jobs)) == [1, 2]


def test_small_jobs_are_done_where_they_are_asked_for() -> None:
    assert list(in_order([threading.get_ident] * 3, large=False)) == [threading.get_ident()] * 3


@pytest.mark.parametrize("large", [True, False])
def test_a_job_that_fails_is_told_where_its_result_would_be(large: bool) -> None:
    def fails() -> int:
        raise ValueError("spilled")

    found = in_order([lambda: 1, fails, lambda: 3], large=large)
    assert next(found) == 1
    with pytest.raises(ValueError, match="spilled"):
        next(found)
