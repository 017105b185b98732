"""Numbers that are names: customer and phone numbers, postcodes; nobody adds them up."""

import re
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pandas as pd

from core.intake.column import RawColumn
from core.intake.text.digits import Shape, shape_of
from core.intake.typing.number_evidence import NumberEvidence
from core.intake.typing.number_text import SPACE
from core.intake.words import is_identifier_name

_DIGITS = re.compile(
    rf"\d+|\d{{1,3}}(?:{SPACE}\d{{3}})+|\d{{1,3}}([.,])\d{{3}}(?:\1\d{{3}})+", re.ASCII
)
_GROUPS, _BYTE = 4, 255
_LONG = 9
_PHONE = 7
_TOO_LONG = 16


def are_identifiers(name: str, column: RawColumn, evidence: NumberEvidence) -> bool:
    """Whether the numbers of a column are names: nobody adds them up."""
    shapes = [shape_of(found.code) for found in evidence.plain]
    texts = [str(column.texts[found.code]).strip() for found in evidence.texts]
    named = is_identifier_name(name)
    if _is_written_as_name(shapes, texts) or (named and _is_lost_as_number(column, shapes)):
        return True
    if not _is_all_digits(column, evidence, shapes, texts):
        return False
    if named:
        return True
    sizes = {shape.whole for shape in shapes} | {len(_digits_of(text)) for text in texts}
    sizes |= _stored_sizes(column)
    alike = len(sizes) == 1 and min(sizes) >= _LONG and not _are_round(texts)
    return max(sizes) >= _TOO_LONG or (alike and evidence.count > 1 and _all_different(column))


def _is_written_as_name(shapes: Sequence[Shape], texts: Sequence[str]) -> bool:
    """Whether some number begins with a zero, or is long and begins with a plus.

    Or all of them may be addresses of computers, such as 192.168.101.102.
    """
    return (
        any(
            (shape.leading_zero and not shape.mark) or (shape.sign == "+" and shape.whole >= _PHONE)
            for shape in shapes
        )
        or any(re.fullmatch(r"0\d+|\+\d{7,}", text, re.ASCII) for text in texts)
        or (bool(texts) and all(map(_is_address, texts)))
    )


def _is_address(text: str) -> bool:
    groups = text.split(".")
    return len(groups) == _GROUPS and all(
        re.fullmatch(r"\d{1,3}", group, re.ASCII) and int(group) <= _BYTE for group in groups
    )


def _is_lost_as_number(column: RawColumn, shapes: Sequence[Shape]) -> bool:
    """Whether different plain numbers, such as 1.1 and 1.10, would become the same one.

    Or all of them end in ``.0``, which other programs make of whole numbers.
    """
    if not any(shape.mark for shape in shapes):
        return False
    if all(shape.part == 1 for shape in shapes) and bool((column.wholes % 10 == 0).all()):
        return True
    written = pd.DataFrame({"whole": column.wholes, "shape": column.shapes})
    pairs = written[column.shapes != 0].drop_duplicates().itertuples(index=False)
    numbers = [Decimal(whole).scaleb(-shape_of(shape).part) for whole, shape in pairs]
    return len(set(numbers)) < len(numbers)


def _is_all_digits(
    column: RawColumn, evidence: NumberEvidence, shapes: Sequence[Shape], texts: Sequence[str]
) -> bool:
    """Whether all numbers are written with digits alone, together or in threes."""
    bare = not any(shape.sign or shape.mark for shape in shapes)
    digits = all(map(_digits_of, texts))
    return bare and digits and (not evidence.stored or _all_whole(column))


def _digits_of(text: str) -> str:
    """The digits of a text that has nothing else but gaps between thousands; "" of others."""
    return re.sub(r"\D", "", text) if _DIGITS.fullmatch(text) else ""


def _are_round(texts: Sequence[str]) -> bool:
    """Whether all texts end in zeros, as large amounts do."""
    return bool(texts) and all(text.endswith("0") for text in texts)


def _all_whole(column: RawColumn) -> bool:
    stored = column.stored[~np.isnan(column.stored)]
    return bool((np.rint(stored) == stored).all() and (stored >= 0).all())


def _stored_sizes(column: RawColumn) -> set[int]:
    """Digits of the whole numbers that a workbook stores."""
    stored = column.stored[~np.isnan(column.stored)]
    if not len(stored):
        return set()
    sizes = np.floor(np.log10(np.maximum(stored, 1.0))).astype(np.int64) + 1
    return set(np.unique(sizes).tolist())


def _all_different(column: RawColumn) -> bool:
    wholes = column.wholes[column.shapes != 0]
    stored = column.stored[~np.isnan(column.stored)]
    often = column.text_counts
    return (
        len(pd.unique(wholes)) == len(wholes)
        and len(pd.unique(stored)) == len(stored)
        and int(often.max(initial=0)) <= 1
    )
