"""What a fault of the program is reported as: where it happened, and nothing of anybody's data."""

import traceback
from types import TracebackType


def fault_report(fault: BaseException) -> str:
    """Return the places in the program that led to a fault, and the kinds of all faults involved.

    What a fault says of itself is left out, because messages of libraries quote the cells that they
    could not read.

    Returns
    -------
    str
        Lines as of a traceback, the last one with the name of the kind.
    """
    parts = [_one(fault)]
    before = fault.__cause__ or fault.__context__
    while before is not None:
        parts.insert(0, f"{_one(before)}\nThen:\n")
        before = before.__cause__ or before.__context__
    return "".join(parts)


def _one(fault: BaseException) -> str:
    lines = ["Traceback (most recent call last):\n", *_places(fault.__traceback__)]
    kind = type(fault)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    return "".join([*lines, f"{module}{kind.__qualname__}\n"])


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        for frame in traceback.extract_tb(trace)
    ]
