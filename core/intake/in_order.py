"""Jobs done on several threads, with their results in the order in which they were given."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

THREADS = min(os.cpu_count() or 1, 4)
"""Pieces of a file are worked on by so many threads; the result does not depend on it."""

_AHEAD = 2

MANY = 100_000
"""Rows from which on a column is work enough for a thread of its own."""

COLUMNS_AT_ONCE = 2
"""So many columns of many rows are worked on at a time, for each takes memory."""


def in_order(
    jobs: Iterable[Callable[[], Result]], *, large: bool = True, at_once: int = THREADS
) -> Iterator[Result]:
    """Do jobs on several threads, and give their results in order.

    Only a few jobs are taken ahead of the results, so that a large file is never in memory as a
    whole. If one fails, or nobody wants further results, those that have begun are waited for.

    Parameters
    ----------
    jobs
        What is to be done; each is called without an argument.
    large
        Whether the jobs are worth threads, which take longer to start than small ones take.
    at_once
        On how many threads they are done.
    """
    if not large:
        yield from (job() for job in jobs)
        return
    with ThreadPoolExecutor(at_once) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for job in jobs:
                waiting.append(pool.submit(job))
                if len(waiting) > at_once + _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def by_column(jobs: Iterable[Callable[[], Result]], rows: int) -> Iterator[Result]:
    """Do a job for each column of so many rows, and give the results in order."""
    return in_order(jobs, large=rows > MANY, at_once=COLUMNS_AT_ONCE)
