"""Columns of yes and no, in the words of several languages; they are kept as written."""

import numpy as np

from core.intake.column import Mark, RawColumn
from core.intake.words import TRUTH_WORDS

_FEW_TEXTS = 9
_TRUTHS = tuple(map(frozenset, TRUTH_WORDS))


def is_truth(column: RawColumn) -> bool:
    """Whether a column holds two words for yes and no, in any case, and nothing else."""
    if len(column.texts) > _FEW_TEXTS or not len(column.codes) or bool((column.codes < 0).all()):
        return False
    if len(column.stored) or len(column.moments) or bool((column.shapes != 0).any()):
        return False
    used = np.flatnonzero(column.text_counts)
    if len(column.marks) and bool((column.marks[used] == Mark.TRUTH).all()):
        return True
    found = {str(column.texts[code]).strip().casefold() for code in used} - {""}
    return any(found == pair for pair in _TRUTHS)
