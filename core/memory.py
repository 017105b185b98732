"""Memory that is free but that the C library keeps."""

import ctypes
import sys


def give_back() -> None:
    """Give memory that was freed back to the system.

    The C library of Linux keeps what lies between things still in use, after a large file some
    hundred megabytes of it. Elsewhere this does nothing, since large blocks go back at once.
    """
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
