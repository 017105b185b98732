"""The columns that a list of customers can have."""

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """What the cells of a column are."""

    NUMBER = "number"
    WORD = "word"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class ListColumn:
    """A column that a list of customers can have.

    Attributes
    ----------
    key
        What it is called in a query.
    title
        Its name on screen and in files.
    kind
        What its cells are: numbers, one of few ``words``, any text, or days.
    meaning
        Definition and unit, as a sentence.
    usual
        Whether it is shown unless something else is chosen.
    words
        All that a cell of kind ``WORD`` can say, in the order in which they are sorted.
    """

    key: str
    title: str
    kind: CellKind
    meaning: str = ""
    usual: bool = False
    words: tuple[str, ...] = ()


Cell = float | int | str
"""A number, NaN if missing; the place of a word; or text or a day, "" if missing."""


@dataclass(frozen=True)
class ColumnForm:
    """How finely the numbers of a column are to be written.

    Attributes
    ----------
    whole
        Whether all of them are whole.
    span
        From the least to the upper quartile.
    """

    whole: bool = True
    span: float = 0.0


def measure_title(measure: str) -> str:
    """Return the name of a measure as a reader expects it: ``Cost to serve``."""
    words = measure.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
