"""Numbers that are names: customer and phone numbers, postcodes; nobody adds them up."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from core.intake.column import RawColumn
from core.intake.text.digits import Shape, shape_of
from core.intake.typing.number_evidence import NumberEvidence
from core.intake.typing.number_text import Form
from core.intake.words import is_identifier_name

_LONG = 9
_PHONE = 7
_TOO_LONG = 16


def are_identifiers(name: str, column: RawColumn, evidence: NumberEvidence) -> bool:
    """Whether the numbers of a column are names: nobody adds them up."""
    shapes = [shape_of(found.code) for found in evidence.plain]
    texts = [str(column.texts[found.code]).strip() for found in evidence.texts]
    if _is_written_as_name(shapes, texts):
        return True
    if not _is_all_digits(column, evidence, shapes, texts):
        return False
    if is_identifier_name(name):
        return True
    sizes = {shape.whole for shape in shapes} | {len(text) for text in texts}
    sizes |= _stored_sizes(column)
    alike = len(sizes) == 1 and min(sizes) >= _LONG
    return max(sizes) >= _TOO_LONG or (alike and evidence.count > 1 and _all_different(column))


def _is_written_as_name(shapes: Sequence[Shape], texts: Sequence[str]) -> bool:
    """Whether some number begins with a zero, or is long and begins with a plus."""
    return any(
        (shape.leading_zero and not shape.mark) or (shape.sign == "+" and shape.whole >= _PHONE)
        for shape in shapes
    ) or any(re.fullmatch(r"0\d+|\+\d{7,}", text, re.ASCII) for text in texts)


def _is_all_digits(
    column: RawColumn, evidence: NumberEvidence, shapes: Sequence[Shape], texts: Sequence[str]
) -> bool:
    """Whether all numbers are written with digits alone."""
    whole = all(found.form is Form.WHOLE and not found.unit for found in evidence.written)
    bare = not any(shape.sign for shape in shapes) and all(text.isdigit() for text in texts)
    return whole and bare and (not evidence.stored or _all_whole(column))


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
