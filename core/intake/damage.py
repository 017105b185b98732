"""What was lost before the file was written: told, because no reading brings it back."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.intake.column import RawColumn

_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+\d\d", re.ASCII)
_LOST = "\ufffd"


def _is_shortened(text: str) -> bool:
    return _SHORTENED.fullmatch(text.strip()) is not None


def _is_lost(text: str) -> bool:
    return _LOST in text


def _is_misread(text: str) -> bool:
    return meant(text) != text


def meant(text: str) -> str:
    """What a text says if it was UTF-8 that somebody read as Western European; itself if not."""
    for encoding in ("cp1252", "latin-1"):
        with suppress(UnicodeError):
            return text.encode(encoding).decode("utf-8")
    return text


@dataclass(frozen=True)
class _Damage:
    """A kind of damage: letters that every damaged text has, how to tell it, and what to say."""

    letters: tuple[str, ...]
    is_damaged: Callable[[str], bool]
    says: str


_KINDS = (
    _Damage(
        ("E+",),
        _is_shortened,
        "a spreadsheet has shortened a long number, and its last digits are lost. "
        "Export the column as text",
    ),
    _Damage(
        (_LOST,),
        _is_lost,
        "another program has lost a letter. Export the file again as CSV UTF-8",
    ),
    _Damage(
        ("Ã", "Â", "â€"),
        _is_misread,
        "another program has misread the letters (‘{meant}’?). Export the file again as CSV UTF-8",
    ),
)


def damage_notes(name: str, column: RawColumn, rows: pd.Index) -> list[str]:
    """Tell what other programs have damaged in a column, with the first row of each kind.

    Parameters
    ----------
    name, column
        The column.
    rows
        Place of each row in the file.
    """
    if not len(column.texts):
        return []
    joined = "\n".join(column.texts.tolist())
    return [
        _note(name, column, rows, kind)
        for kind in _KINDS
        if any(letters in joined for letters in kind.letters)
        and any(map(kind.is_damaged, column.texts[column.text_counts > 0]))
    ]


def _note(name: str, column: RawColumn, rows: pd.Index, kind: _Damage) -> str:
    damaged = np.array([kind.is_damaged(text) for text in column.texts], bool)
    places = np.flatnonzero(column.spread(damaged, nothing=False))
    text = column.text_at(int(places[0])).strip()
    cells = "1 cell" if len(places) == 1 else f"{len(places):,} cells"
    return (
        f"‘{name}’: in {cells}, the first ‘{text}’ in row {int(rows[int(places[0])]):,}, "
        f"{kind.says.format(meant=meant(text))}."
    )
