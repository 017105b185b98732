"""Memory that is free but that the C library of Linux would keep.

Elsewhere nothing has to be done: large pieces of memory are the system's again once they are free.
"""

import ctypes
import sys

LARGE = 3 << 20
"""Bytes from which on a piece of memory is the system's again as soon as it is free."""

_MMAP_THRESHOLD = -3
"""The number of that setting in glibc's ``mallopt``."""


def give_back_large_arrays() -> None:
    """Have large arrays given back at once.

    glibc raises its limit to the largest piece that it has seen; then the arrays of a million
    customers stay with the process long after they are gone.
    """
    _call("mallopt", _MMAP_THRESHOLD, LARGE)


def give_back() -> None:
    """Give back what lies free between things still in use, after a large file some hundred MiB."""
    _call("malloc_trim", 0)


def _call(name: str, *values: int) -> None:
    """Call a function of the C library of Linux, if it has it."""
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*values)
