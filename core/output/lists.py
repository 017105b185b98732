"""The list of customers for other programs: one row each, every value exact."""

import csv
from collections.abc import Iterator
from itertools import zip_longest
from math import isnan
from pathlib import Path

from core.errors import UserError
from core.output.contents import PlanContents
from core.output.handing import spoilt
from core.output.whereabouts import everyone
from core.settings import LIFETIME_VALUE

TAIL = (
    "segment_code",
    "segment_name",
    "confidence",
    "second_segment_code",
    "value",
    "action",
    "planned",
    "reason",
)


def customers_csv(path: Path, contents: PlanContents) -> None:
    """Write one row per customer, in the order of the ids, as RFC 4180 in UTF-8.

    The columns are ``customer_id``; ``score_`` and the measure for each axis, 0 to 1;
    ``segment_code`` and ``segment_name``; ``confidence``, 0 to 1; ``second_segment_code``;
    ``value``, the lifetime value if that is an axis; ``action``, the title of what comes next;
    ``planned``, yes or no, whether the plan has the budget for it; ``reason``. What is not known
    is empty.
    Numbers are written with as many digits as it takes to read them back exactly.

    Raises
    ------
    UserError
        If a customer id holds half a character, which UTF-8 cannot write.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        for row in _rows(contents):
            try:
                rows.writerow(row)
            except UnicodeEncodeError as error:
                raise _half_character(row[0]) from error


def check_customers_csv(path: Path, contents: PlanContents) -> None:
    """Read the list again and compare it with what it is to hold.

    Raises
    ------
    UserError
        If it is not the same.
    """
    with path.open(encoding="utf-8", newline="") as file:
        found = csv.reader(file, strict=True)
        pairs = zip_longest(found, _rows(contents))
        if any(row is None or row != wanted for row, wanted in pairs):
            raise spoilt(path)


def _rows(contents: PlanContents) -> Iterator[list[str]]:
    """Yield the header and a row per customer, as text."""
    yield ["customer_id", *(f"score_{axis.measure}" for axis in contents.scored.axes), *TAIL]
    scores = contents.scored.scores.tolist()
    confidence = contents.segments.confidence.tolist()
    second = contents.segments.second.tolist()
    ids = contents.segments.customer_ids.tolist()
    worth = _lifetime_values(contents)
    planned = contents.planned.tolist()
    for row, place in everyone(contents):
        sure = (_exact(confidence[row]), str(second[row] or "")) if place.code else ("", "")
        chosen = ("yes" if planned[row] else "no") if place.action else ""
        where = (str(place.code or ""), place.name, *sure)
        advice = (worth[row], place.action, chosen, place.reason)
        yield [ids[row], *map(_exact, scores[row]), *where, *advice]


def _lifetime_values(contents: PlanContents) -> list[str]:
    for place, axis in enumerate(contents.scored.axes):
        if axis.measure == LIFETIME_VALUE:
            return list(map(_exact, contents.scored.values[:, place].tolist()))
    return [""] * len(contents.planned)


def _exact(number: float) -> str:
    return "" if isnan(number) else repr(number)


def _half_character(customer_id: str) -> UserError:
    shown = customer_id.encode("utf-8", "replace").decode("utf-8")
    return UserError(
        f"The customer id {shown} holds half a character, which a text file cannot hold.",
        "Correct the id in the source.",
    )
