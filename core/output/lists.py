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
from core.progress import Progress
from core.settings import LIFETIME_VALUE
from core.tables.profit import TIERS

TAIL = (
    "segment_code",
    "segment_name",
    "confidence",
    "second_segment_code",
    "tier",
    "value",
    "action",
    "gain",
    "second_action",
    "planned",
    "arm",
    "reason",
)


ROWS_AT_ONCE = 2_048
"""Rows after which the progress is told."""


def customers_csv(path: Path, contents: PlanContents, progress: Progress) -> None:
    """Write one row per customer, in the order of the ids, as RFC 4180 in UTF-8.

    The columns are ``customer_id``; ``score_`` and the measure for each axis, 0 to 1;
    ``segment_code`` and ``segment_name``; ``confidence``, 0 to 1; ``second_segment_code``;
    ``tier``, top, middle or bottom by profit; ``value``, the lifetime value if that is an axis;
    ``action``, the title of what comes next;
    ``gain``, what that gains over the horizon; ``second_action``; ``planned``, the title of the
    action of the plan; ``arm``, "treated" or "hold-out", who is to get nothing; ``reason``. What
    is not known is empty.
    Numbers are written with as many digits as it takes to read them back exactly.

    Raises
    ------
    UserError
        If a customer id holds half a character, which UTF-8 cannot write.
    Cancelled
        If the progress says so.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        for row in _told(contents, progress, 0.0):
            try:
                rows.writerow(row)
            except UnicodeEncodeError as error:
                raise _half_character(row[0]) from error


def check_customers_csv(path: Path, contents: PlanContents, progress: Progress) -> None:
    """Read the list again and compare it with what it is to hold.

    Raises
    ------
    UserError
        If it is not the same.
    Cancelled
        If the progress says so.
    """
    with path.open(encoding="utf-8", newline="") as file:
        found = csv.reader(file, strict=True)
        pairs = zip_longest(found, _told(contents, progress, 0.5))
        if any(row is None or row != wanted for row, wanted in pairs):
            raise spoilt(path)


def _told(contents: PlanContents, progress: Progress, done: float) -> Iterator[list[str]]:
    """Yield the rows, and tell how far that is: the second half from ``done`` on."""
    total = len(contents.segments.codes) + 1
    for number, row in enumerate(_rows(contents)):
        if number % ROWS_AT_ONCE == 0:
            progress.at(done + 0.5 * number / total)
        yield row


def _rows(contents: PlanContents) -> Iterator[list[str]]:
    """Yield the header and a row per customer, as text."""
    yield ["customer_id", *(f"score_{axis.measure}" for axis in contents.scored.axes), *TAIL]
    scores = contents.scored.scores.tolist()
    confidence = contents.segments.confidence.tolist()
    second = contents.segments.second.tolist()
    ids = contents.segments.customer_ids.tolist()
    advice = contents.advice
    gains, seconds = advice.gain.tolist(), advice.second.tolist()
    titles = ("", *(action.title for action in contents.settings.catalogue))
    worth, tiers = _lifetime_values(contents), _tiers(contents)
    for row, place in everyone(contents):
        sure = (_exact(confidence[row]), str(second[row] or "")) if place.code else ("", "")
        where = (str(place.code or ""), place.name, *sure, tiers[row], worth[row])
        next_ = (place.action, _exact(gains[row]), titles[seconds[row]])
        plan = (place.planned, place.arm, place.reason)
        yield [ids[row], *map(_exact, scores[row]), *where, *next_, *plan]


def _tiers(contents: PlanContents) -> list[str]:
    if contents.value is None:
        return [""] * len(contents.advice.planned)
    words = ("", *TIERS)
    return [words[tier] for tier in contents.value.tier.tolist()]


def _lifetime_values(contents: PlanContents) -> list[str]:
    for place, axis in enumerate(contents.scored.axes):
        if axis.measure == LIFETIME_VALUE:
            return list(map(_exact, contents.scored.values[:, place].tolist()))
    return [""] * len(contents.advice.action)


def _exact(number: float) -> str:
    return "" if isnan(number) else repr(number)


def _half_character(customer_id: str) -> UserError:
    shown = customer_id.encode("utf-8", "replace").decode("utf-8")
    return UserError(
        f"The customer id {shown} holds half a character, which a text file cannot hold.",
        "Correct the id in the source.",
    )
