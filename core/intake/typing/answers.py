"""A column of answers in words, read as the places that they have on a scale."""

import numpy as np

from core.intake.answer_words import numbered, ranked
from core.intake.column import RawColumn
from core.intake.masks import both, nowhere, slim
from core.intake.typing.number_evidence import number_evidence
from core.intake.typing.numbers import read_numbers
from core.intake.typing.placeholders import PLACEHOLDERS
from core.intake.typing.typed import Typed, integers_of
from core.intake.words import SATISFACTION, tokens
from core.tables.sources import ColumnType


def read_answers(name: str, column: RawColumn) -> Typed | None:
    """Read answers in words, beside which some may be plain numbers; None of any other column."""
    if not SATISFACTION & set(tokens(name)) or not len(column.texts) or len(column.marks):
        return None
    used = column.text_counts > 0
    used[[*column.special.blank, *column.special.among(PLACEHOLDERS)]] = False
    codes = np.flatnonzero(used)
    evidence = number_evidence(column, column.rows)
    texts = column.texts[codes].tolist()
    ranks = numbered(texts) if evidence.count else ranked(texts)
    if ranks is None:
        return None
    places = np.full(len(column.texts), np.nan)
    places[codes] = [ranks[text] for text in texts]
    values = column.spread(places, np.nan)
    if evidence.count:
        plain = read_numbers(column, evidence, None).values
        values = np.where(np.isnan(values), plain, values)
    missing, nobody = slim(np.isnan(values)), nowhere(column.rows)
    whole = bool((np.nan_to_num(values) % 1 == 0).all())
    return Typed(
        ColumnType.INTEGER if whole else ColumnType.DECIMAL,
        integers_of(np.nan_to_num(values).astype(np.int64), missing) if whole else values,
        slim(both(column.said, missing)),
        nobody,
        nobody,
        ranks=ranks,
    )
