"""The cells of a piece of a sheet, column by column: numbers, moments, and texts once each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.column import Codes, Floats, Mark, Moments
from core.intake.masks import Mask
from core.intake.text.digits import read_plain
from core.intake.text.packing import encode
from core.intake.text.slab import Cells, Places
from core.intake.workbook.days import moment_written, moments_of, no_day_text, time_text
from core.intake.workbook.formats import PLAIN, Format, Shown
from core.intake.workbook.markup import MarkupError
from core.intake.workbook.numbers import read_numbers
from core.intake.workbook.scan import CellKind, Scanned
from core.intake.workbook.texts import texts_of

Numbers = npt.NDArray[np.int32]

_LONG = 256
_NOTHING = np.datetime64("NaT", "us")
_TRUTHS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}
_NAMELESS_ERROR = "#ERROR!"


@dataclass(frozen=True)
class Reading:
    """What has to be known to read cells: the format of each style, and the first day."""

    formats: tuple[Format, ...]
    from_1904: bool

    def format(self, style: int) -> Format:
        """The number format of a style; a style that is not there shows numbers as they are."""
        return self.formats[style] if style < len(self.formats) else PLAIN


@dataclass(eq=False)
class Part:
    """The cells of a column in a piece; nothing that it holds is changed once it is made.

    Attributes
    ----------
    rows
        Shape (cells,): the row of each, from 1.
    numbers, moments
        Shape (cells,), or (0,) if there are none: NaN and NaT where a cell is none.
    shared
        Shape (cells,), or (0,): the number of each shared text; -1 where a cell is none.
    codes
        Shape (cells,), or (0,): for other texts the place among all of ``texts``; -1 where a
        cell is none.
    texts
        Those texts, and what the workbook says that they are.
    styles
        Shape (cells,), or (0,): the style of each number whose format is worth telling, else -1.
    """

    rows: Numbers
    numbers: Floats = field(default_factory=lambda: np.zeros(0))
    moments: Moments = field(default_factory=lambda: np.zeros(0, "datetime64[us]"))
    shared: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))
    codes: Codes = field(default_factory=lambda: np.zeros(0, np.int32))
    texts: list[tuple[Mark, list[str]]] = field(default_factory=list)
    styles: Numbers = field(default_factory=lambda: np.zeros(0, np.int32))

    def put_texts(self, places: Places, codes: Codes, texts: list[str], mark: Mark) -> None:
        """Add texts at some cells; ``codes`` are places among ``texts``."""
        if not len(self.codes):
            self.codes = np.full(len(self.rows), -1, np.int32)
        self.codes[places] = codes + np.int32(sum(len(run) for _, run in self.texts))
        self.texts.append((mark, texts))

    def put_moments(self, places: Places, moments: Moments) -> None:
        """Add moments at some cells."""
        if not len(self.moments):
            self.moments = np.full(len(self.rows), _NOTHING)
        self.moments[places] = moments


def parts_of(scanned: Scanned, reading: Reading) -> dict[int, Part]:
    """The cells of a piece by column, from 1.

    Raises
    ------
    MarkupError
        If a text is none, or a shared text has no number.
    """
    if not len(scanned.columns):
        return {}
    order = np.argsort(scanned.columns, kind="stable")
    columns = scanned.columns[order]
    starts = [0, *(np.flatnonzero(columns[1:] != columns[:-1]) + 1).tolist()]
    ends = [*starts[1:], len(columns)]
    return {
        int(columns[start]): _part(scanned, order[start:end], reading)
        for start, end in zip(starts, ends, strict=True)
    }


def _part(scanned: Scanned, cells: Places, reading: Reading) -> Part:
    part = Part(scanned.rows[cells])
    kinds, values = scanned.kinds[cells], scanned.values.among(cells)
    for kind in np.flatnonzero(np.bincount(kinds)).tolist():
        places = np.flatnonzero(kinds == kind)
        chosen = values if len(places) == len(cells) else values.among(places)
        if kind == CellKind.NUMBER:
            _add_numbers(part, places, chosen, _Styled(scanned.styles[cells[places]], reading))
        elif kind == CellKind.SHARED:
            _add_shared(part, places, chosen)
        else:
            _add_texts(part, places, chosen, CellKind(kind), scanned.kept[cells[places]])
    return part


def _add_shared(part: Part, places: Places, cells: Cells) -> None:
    plain = read_plain(cells)
    if not bool((plain.shapes != 0).all()) or int(plain.wholes.min()) < 0:
        raise MarkupError("a shared text has no number")
    part.shared = np.full(len(part.rows), -1, np.int32)
    part.shared[places] = np.minimum(plain.wholes, np.iinfo(np.int32).max)


@dataclass(frozen=True, eq=False)
class _Styled:
    """The styles of some numbers, and what they mean."""

    styles: Numbers
    reading: Reading

    def shown(self) -> list[tuple[Format, Mask]]:
        """The formats other than the plain one, and which numbers have each."""
        used = np.flatnonzero(np.bincount(self.styles)).tolist()
        formats = {style: self.reading.format(style) for style in used}
        return [
            (form, self.styles == style) for style, form in formats.items() if form is not PLAIN
        ]


def _add_numbers(part: Part, places: Places, cells: Cells, styled: _Styled) -> None:
    values, known = read_numbers(cells)
    for form, chosen in styled.shown():
        if form.tells:
            _note_styles(part, places[chosen], styled.styles[chosen])
        else:
            known &= ~_add_moments(part, places, values, chosen & known, form, styled.reading)
    strange = np.flatnonzero(np.isnan(values))
    if len(strange):
        _add_different(part, places[strange], cells.among(strange), Mark.TEXT)
    if bool(known.any()):
        part.numbers = np.full(len(part.rows), np.nan)
        part.numbers[places[known]] = values[known]


def _note_styles(part: Part, places: Places, styles: Numbers) -> None:
    if not len(part.styles):
        part.styles = np.full(len(part.rows), -1, np.int32)
    part.styles[places] = styles


def _add_moments(
    part: Part, places: Places, values: Floats, chosen: Mask, form: Format, reading: Reading
) -> Mask:
    """Add numbers that are shown as moments; tell which were."""
    done = np.zeros(len(values), bool)
    if form.shown is not Shown.DURATION:
        moments = moments_of(values, from_1904=reading.from_1904)
        days = chosen & ~np.isnat(moments)
        if reading.from_1904 and form.shown is Shown.TIME:
            days &= values >= 1
        if bool(days.any()):
            part.put_moments(places[days], moments[days])
        done |= days
    rest = np.flatnonzero(chosen & ~done)
    texts = [_moment_text(value, form) for value in values[rest].tolist()]
    written = [place for place, text in enumerate(texts) if text is not None]
    if written:
        codes, different = pd.factorize(np.array([texts[place] for place in written], object))
        part.put_texts(places[rest[written]], codes.astype(np.int32), list(different), Mark.TEXT)
        done[rest[written]] = True
    return done


def _moment_text(serial: float, form: Format) -> str | None:
    """How a workbook shows a time, or a day that there is not; None if the number is neither."""
    if form.shown is Shown.DURATION:
        return time_text(serial)
    clock = 0 < serial < 1 or (serial == 0 and form.shown is Shown.TIME)
    return time_text(serial) if clock else no_day_text(serial)


def _add_texts(part: Part, places: Places, cells: Cells, kind: CellKind, kept: Mask) -> None:
    if kind in {CellKind.TEXT, CellKind.INLINE}:
        for as_is in (True, False):
            chosen = np.flatnonzero(kept == as_is)
            if len(chosen):
                _add_different(part, places[chosen], cells.among(chosen), Mark.TEXT, kept=as_is)
        return
    mark = Mark.ERROR if kind in {CellKind.ERROR, CellKind.UNSOLVED} else Mark.TEXT
    texts = texts_of(cells.texts(), np.ones(len(cells), bool))
    if kind is CellKind.DAY:
        _add_days(part, places, texts)
    elif kind is CellKind.TRUTH:
        _add_truths(part, places, texts)
    else:
        start = "=" if kind is CellKind.UNSOLVED else ""
        _put(part, places, [start + text or _NAMELESS_ERROR for text in texts], mark)


def _put(part: Part, places: Places, texts: Sequence[str], mark: Mark) -> None:
    codes, different = pd.factorize(np.array(texts, object))
    part.put_texts(places, codes.astype(np.int32), list(different), mark)


def _add_days(part: Part, places: Places, texts: Sequence[str]) -> None:
    moments = [moment_written(text) for text in texts]
    days = np.array([moment is not None for moment in moments], bool)
    if bool(days.any()):
        found = [moment for moment in moments if moment is not None]
        part.put_moments(places[days], np.array(found, "datetime64[us]"))
    if not bool(days.all()):
        others = [text for text, day in zip(texts, days.tolist(), strict=True) if not day]
        _put(part, places[~days], others, Mark.TEXT)


def _add_truths(part: Part, places: Places, texts: Sequence[str]) -> None:
    truths = np.array([text in _TRUTHS for text in texts], bool)
    for mark, chosen in ((Mark.TRUTH, truths), (Mark.TEXT, ~truths)):
        if bool(chosen.any()):
            found = [texts[place] for place in np.flatnonzero(chosen).tolist()]
            _put(part, places[chosen], [_TRUTHS.get(text, text) for text in found], mark)


def _add_different(
    part: Part, places: Places, cells: Cells, mark: Mark, *, kept: bool = True
) -> None:
    """Add texts, each different one of them read once; long ones hardly ever repeat."""
    long = cells.sizes > _LONG
    if not bool(long.all()):
        codes, markups = encode(cells.among(~long))
        part.put_texts(places[~long], codes, texts_of(markups, _all(markups, kept)), mark)
    if bool(long.any()):
        markups = cells.among(long).texts()
        codes = np.arange(len(markups), dtype=np.int32)
        part.put_texts(places[long], codes, texts_of(markups, _all(markups, kept)), mark)


def _all(markups: Sequence[bytes], kept: bool) -> Mask:  # noqa: FBT001 - spread over the texts
    return np.full(len(markups), kept)
