"""What the cells of a column say of numbers, before any is read."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.intake.column import RawColumn
from core.intake.text.digits import Shape, shape_of
from core.intake.typing.number_text import LETTER_UNITS, Form, NumberText, number_text
from core.intake.typing.placeholders import is_placeholder

_PART_OF_EITHER = 3


@dataclass(frozen=True)
class Written:
    """A way in which cells of a column are written, and how many are.

    ``code`` is the shape of plain numbers, or the place of a text among the different ones.
    """

    code: int
    count: int
    form: Form
    grouped: bool = False
    unit: str = ""


@dataclass(frozen=True, eq=False)
class NumberEvidence:
    """What the cells of a column say of numbers.

    Attributes
    ----------
    plain, texts
        The plain numbers by shape, and the texts that are numbers.
    stored
        Cells that a workbook stores as numbers.
    others
        Cells that are filled and neither numbers nor placeholders.
    parsed
        What each text of `texts` says, by its code.
    """

    plain: tuple[Written, ...]
    texts: tuple[Written, ...]
    stored: int
    others: int
    parsed: dict[int, NumberText]

    @property
    def count(self) -> int:
        """Cells that are numbers."""
        return self.stored + sum(written.count for written in self.written)

    @property
    def written(self) -> Iterator[Written]:
        """All ways in which numbers are written."""
        yield from self.plain
        yield from self.texts


def number_evidence(column: RawColumn, allowed: float) -> NumberEvidence:
    """What the cells of a column say of numbers.

    Parameters
    ----------
    column
        The column.
    allowed
        Cells that may be something else, placeholders apart; looking ends once more are.
    """
    stored = int(np.count_nonzero(~np.isnan(column.stored))) if len(column.stored) else 0
    others = int(np.count_nonzero(~np.isnat(column.moments))) if len(column.moments) else 0
    texts, parsed = [], {}
    counts = column.text_counts
    for code in np.flatnonzero(counts).tolist():
        found = _number_of(column, code)
        count = int(counts[code])
        if found is None:
            others += 0 if is_placeholder(column.texts[code]) else count
            if others > allowed:
                break
            continue
        parsed[code] = found
        texts.append(Written(code, count, found.form, found.grouped, found.unit))
    return NumberEvidence(_plain(column), tuple(texts), stored, others, parsed)


def _number_of(column: RawColumn, code: int) -> NumberText | None:
    if len(column.marks) and column.marks[code]:
        return None  # TRUE, #N/A and the like
    text = column.texts[code]
    if text[:1].isalpha() and not text.startswith(LETTER_UNITS):
        return None  # most texts are words, and this is sooner seen
    return number_text(text)


def _plain(column: RawColumn) -> tuple[Written, ...]:
    return tuple(
        Written(code, count, _shape_form(shape_of(code)))
        for code, count in column.shape_counts.items()
    )


def _shape_form(shape: Shape) -> Form:
    if not shape.mark:
        return Form.WHOLE
    either = shape.part == _PART_OF_EITHER and shape.whole <= _PART_OF_EITHER
    if either and not shape.leading_zero:
        return Form.EITHER
    return Form.POINT if shape.mark == "." else Form.COMMA


def decimal_sign(evidence: NumberEvidence, given: str | None) -> str | None:
    """The decimal sign that most cells with a proof prove; the given one if none proves any."""
    points = sum(found.count for found in evidence.written if found.form is Form.POINT)
    commas = sum(found.count for found in evidence.written if found.form is Form.COMMA)
    if points or commas:
        return "," if commas > points else "."
    return given if any(found.form is Form.EITHER for found in evidence.written) else None


def usual_unit(evidence: NumberEvidence) -> str:
    """The unit of most numbers that have one; "" if most have none."""
    counts: dict[str, int] = {}
    for found in evidence.texts:
        counts[found.unit] = counts.get(found.unit, 0) + found.count
    bare = counts.pop("", 0) + evidence.stored + sum(found.count for found in evidence.plain)
    unit = max(counts, key=lambda name: (counts[name], name), default="")
    return "" if unit == "%" and bare > counts[unit] else unit
