"""Texts that people write where there is nothing: offered as missing, never taken for it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.column import RawColumn

PLACEHOLDERS = frozenset(
    {
        *("na", "n/a", "n.a.", "n.a", "#n/a", "nan", "null", "(null)", "none", "nil", "nothing"),
        *("-", "--", "---", "\u2013", "\u2014", ".", "..", "...", "?", "??", "/"),
        *("missing", "unknown", "not available", "not applicable", "(blank)", "blank", "tbd"),
        *("k.a.", "k. a.", "k.a", "keine angabe", "unbekannt", "(leer)", "leer", "entfällt"),
        *("s/o", "n.d.", "nd", "n/d", "n.c.", "nc", "inconnu", "inconnue", "non renseigné"),
        *("sin dato", "sin datos", "desconocido", "sconosciuto", "onbekend", "n.v.t.", "nvt"),
        *("okänd", "okänt", "saknas", "ej tillämpligt", "brak", "b/d", "bd"),
    }
)
"""Casefolded."""

_NINES = frozenset(
    {99.0, 999.0, 9999.0, 99999.0, 999999.0, -1.0, -9.0, -99.0, -999.0, -9999.0, -99999.0}
)
_FEWEST = 2
_FAR = 2.0


@dataclass(frozen=True)
class Placeholder:
    """A text that may stand for nothing, and how many cells have it."""

    text: str
    cells: int


def is_placeholder(text: str) -> bool:
    """Whether a text is one that people write where there is nothing, blanks included."""
    bare = text.strip().casefold()
    return not bare or bare in PLACEHOLDERS


def placeholders(column: RawColumn) -> tuple[Placeholder, ...]:
    """The texts of a column that may stand for nothing, the most frequent first."""
    counts = column.text_counts
    found = [
        Placeholder(str(column.texts[code]).strip(), int(counts[code]))
        for code in column.special.among(PLACEHOLDERS).tolist()
        if counts[code]
    ]
    return tuple(sorted(found, key=lambda one: (-one.cells, one.text)))


def codes_for_missing(
    values: npt.NDArray[np.float64], fewest: int = _FEWEST
) -> tuple[Placeholder, ...]:
    """Numbers such as 999 or -1 that stand apart from all others of a column and repeat.

    Parameters
    ----------
    values
        The numbers of a column, NaN where there is none.
    fewest
        How many cells have to have such a number.
    """
    if not len(values):
        return ()
    found = []
    ends = {float(np.fmax.reduce(values)), float(np.fmin.reduce(values))} & _NINES
    known = values[~np.isnan(values)] if ends else values
    for nine in ends:
        cells = int(np.count_nonzero(known == nine))
        others = known[known != nine]
        if cells < fewest or not len(others) or others.max() <= 0:
            continue
        if nine > _FAR * others.max() if nine > 0 else bool((others >= 0).all()):
            found.append(Placeholder(f"{nine:.0f}", cells))
    return tuple(sorted(found, key=lambda one: one.text))
