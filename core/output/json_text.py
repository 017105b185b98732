"""Objects as JSON text, in the form in which all of them leave the program."""

import json
import re
from math import isfinite

Object = dict[str, object]

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def json_text(found: object) -> str:
    """Return an object as JSON, keys in their order, indented by two, with a line end.

    Half characters, which a file name may hold and UTF-8 cannot, are written as escapes.
    """
    text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)
    return _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"


def known(number: float | None) -> float | None:
    """Return a number as JSON knows it: None for what is not known or has no end."""
    return number if number is not None and isfinite(number) else None
