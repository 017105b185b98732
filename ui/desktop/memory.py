"""How the window's process gives memory back."""

import ctypes
import sys

LARGE = 3 << 20
"""Bytes from which on a piece of memory is the system's again as soon as it is free."""

_MMAP_THRESHOLD = -3
"""The number of that setting in glibc's ``mallopt``."""


def give_back_large_arrays() -> None:
    """Have large arrays given back at once, where the C library would keep them otherwise.

    glibc raises its limit to the largest piece that it has seen; then the arrays of a million
    customers stay with the process long after they are gone.
    """
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(_MMAP_THRESHOLD, LARGE)
