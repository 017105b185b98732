"""The compiled loops, and how arrays are handed to them.

They are there once ``build/native.py`` has compiled them for this machine, under a name that holds
the digest of what they were made of and how, so that others are never called. Whoever calls them
can do without: the same is done with operations on whole arrays, which takes several times as
long. While a loop runs, other threads go on.
"""

import ctypes
import hashlib
import platform
import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).parent
"""Where the sources of the loops are, and the loops."""

OPTIONS = (
    *("-std=c11", "-O3", "-shared", "-fvisibility=hidden"),
    "-mcpu=baseline",  # the package runs on other machines than the one that compiled it
    "-ffp-contract=off",  # nothing is multiplied and added at once: the same on all of them
)
"""How the loops are compiled."""

_ENDINGS = {"win32": "dll", "darwin": "dylib"}
_DIGEST_LETTERS = 16
_ARRAY, _COUNT, _LETTER = ctypes.c_void_p, ctypes.c_int64, ctypes.c_uint8
_NUMBER = ctypes.c_double
_NOTHING: Any = None
_SIGNATURES = {
    "divide": (
        _COUNT,
        (_ARRAY, _COUNT, _LETTER, _LETTER, _COUNT, _COUNT, _ARRAY, _ARRAY, _COUNT, _ARRAY, _ARRAY),
    ),
    "line_ends": (_COUNT, (_ARRAY, _COUNT)),
    "divided": (_NOTHING, (_ARRAY, _ARRAY, _COUNT, _ARRAY, _ARRAY)),
    "read_plain": (_NOTHING, (*[_ARRAY] * 3, _COUNT, *[_ARRAY] * 2)),
    "place_sums": (_COUNT, (*[_ARRAY] * 4, _COUNT, _COUNT, *[_ARRAY] * 2)),
    "words": (_NOTHING, (*[_ARRAY] * 3, _COUNT, _COUNT, _ARRAY)),
    "number_cells": (_COUNT, (*[_ARRAY] * 3, _COUNT, *[_ARRAY] * 2)),
    "counts": (_NOTHING, (_ARRAY, _ARRAY, _COUNT, _COUNT, _ARRAY)),
    "occurring": (_NOTHING, (_ARRAY, _COUNT, _COUNT, _ARRAY)),
    "short_counts": (_NOTHING, (_ARRAY, _COUNT, _ARRAY)),
    "taken": (_NOTHING, (_ARRAY, _COUNT, _COUNT, _ARRAY, _COUNT, _ARRAY)),
    "whole_days": (_NOTHING, (_ARRAY, _COUNT, _ARRAY)),
    "starts_of_days": (_COUNT, (_ARRAY, _ARRAY, _COUNT, _ARRAY)),
    "unpacked": (_NOTHING, (_ARRAY, _COUNT, _ARRAY, _ARRAY)),
    "sums_by_place": (_COUNT, (_ARRAY, _ARRAY, _COUNT, _NUMBER, _COUNT, _ARRAY)),
    "sum_of": (_COUNT, (_ARRAY, _COUNT, _NUMBER, _ARRAY)),
    "running_sums": (_COUNT, (_ARRAY, _COUNT, _NUMBER, _ARRAY)),
    "lay_out": (_NOTHING, (_ARRAY, _ARRAY, _COUNT, _COUNT, _COUNT, _ARRAY, _ARRAY)),
    "sort_places": (_NOTHING, (_ARRAY, _COUNT, _ARRAY, _COUNT)),
    "sums_from": (_COUNT, (_ARRAY, _COUNT, _NUMBER, _ARRAY, _COUNT, _ARRAY)),
    "move_numbers": (_NOTHING, (_ARRAY, _COUNT, _ARRAY, _COUNT)),
    "number_keys": (_COUNT, (_ARRAY, _COUNT, _COUNT, _ARRAY, _COUNT, _COUNT, *[_ARRAY] * 2)),
    "number": (_COUNT, (_ARRAY, _COUNT, _COUNT, *[_ARRAY] * 2)),
    "gauss_series": (_NOTHING, (*[_ARRAY] * 3, _COUNT, _COUNT, _ARRAY)),
    "follow": (_COUNT, (*[_ARRAY] * 3, *[_COUNT] * 4, *[_ARRAY] * 2)),
}


def sources() -> list[Path]:
    """List the files that the loops are written in."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in {".c", ".h"})


def compiled_path() -> Path:
    """Where the compiled loops lie; those of other sources lie elsewhere."""
    content = [path.read_bytes() for path in sources()]
    made_so = " ".join((platform.machine(), *OPTIONS)).encode()
    digest = hashlib.sha256(b"".join((made_so, *content))).hexdigest()[:_DIGEST_LETTERS]
    return FOLDER / f"loops-{digest}.{_ENDINGS.get(sys.platform, 'so')}"


@cache
def compiled() -> ctypes.CDLL | None:
    """Load the compiled loops; None if they are not there or this machine cannot run them."""
    try:
        found = ctypes.CDLL(str(compiled_path()))
    except OSError:
        return None
    for name, (result, arguments) in _SIGNATURES.items():
        loop = getattr(found, name)
        loop.restype, loop.argtypes = result, arguments
    return found


def in_a_row(
    kind: type[np.generic], *arrays: npt.NDArray[np.generic]
) -> tuple[npt.NDArray[Any], ...]:
    """Give arrays as the loops walk through them: of this kind, each number next to the last."""
    return tuple(np.ascontiguousarray(array, kind) for array in arrays)


def at(*arrays: npt.NDArray[Any]) -> tuple[int, ...]:
    """Where arrays lie; they have to be kept as long as a loop works with them."""
    return tuple(array.ctypes.data for array in arrays)
