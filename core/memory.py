"""Memory that is free but that the C library of Linux would keep.

Elsewhere nothing has to be done: large pieces of memory are the system's again once they are free.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 3 << 20
"""Bytes from which on a piece of memory is the system's again as soon as it is free."""

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""The numbers of these settings in glibc's ``mallopt``."""

_KEPT, _TRIMMED = 32 << 20, 128 << 10
"""Bytes that are kept while many arrays come and go, and as glibc does by itself."""


def give_back_large_arrays() -> None:
    """Have large arrays given back at once.

    glibc raises its limit to the largest piece that it has seen; then the arrays of a million
    customers stay with the process long after they are gone.
    """
    _call("mallopt", _MMAP_THRESHOLD, LARGE)


@contextmanager
def keeping_freed() -> Iterator[None]:
    """Keep what is freed for what comes next, while many arrays come and go; then give it back.

    Every array of a few MiB would else be asked of the system anew, which takes as long as reading
    what is put there. The limits are those of the process, so this is for one piece of work at a
    time and not to be nested.
    """
    _call("mallopt", _MMAP_THRESHOLD, _KEPT)
    _call("mallopt", _TRIM_THRESHOLD, _KEPT)
    try:
        yield
    finally:
        give_back_large_arrays()
        _call("mallopt", _TRIM_THRESHOLD, _TRIMMED)
        give_back()


def give_back() -> None:
    """Give back what lies free between things still in use, after a large file some hundred MiB."""
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    """Call a function of the C library of Linux, if it has it."""
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*values)
