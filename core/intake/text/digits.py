"""Numbers in plain writing, read from many cells at once without losing how they were written.

Plain is an optional sign, digits, and at most one point or comma with digits on both sides, up to
18 digits in all. Everything else (grouped thousands, currency signs, blanks, a missing zero)
is left to `core.intake.types`, which looks at each different text. What is read here is kept
as a whole number and a *shape*, from which the text can be written again letter by letter, so
nothing is decided before the whole column has been seen.

Eight digits are turned into a number by three multiplications instead of eight, after Johnny Lee's
and Daniel Lemire's "Fast numeric string to int" and "Quickly parsing eight digits" (2018).
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from core.intake.text.slab import WORD, Cells, Mask, Places, Slab, Words
from core.native import text as loops

Wholes = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.uint16]

MOST_DIGITS = 18
"""Digits of a number that is kept as a 64-bit whole number."""

_WHOLE_BITS, _PART_BITS, _MARK_BITS, _SIGN_BITS = 0, 5, 10, 12
_LEADING_ZERO = np.uint16(1 << 14)
_READ = np.uint16(1 << 15)
_FIVE = 31
_MARKS = ("", ".", ",")
_SIGNS = ("", "-", "+")
_MINUS, _PLUS, _POINT, _COMMA, _ZERO = (ord(letter) for letter in "-+.,0")

_ZEROS = np.uint64(0x3030303030303030)
_OVER_NINE = np.uint64(0x7676767676767676)
_TOPS = np.uint64(0x8080808080808080)
_LAST_TOP = np.uint64(1 << 63)
_PAIRS, _FOURS, _EIGHTS = np.uint64(2561), np.uint64(6553601), np.uint64(42949672960001)
_PAIR_MASK, _FOUR_MASK = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0000FFFF0000FFFF)
_TENS = 10 ** np.arange(MOST_DIGITS + 1, dtype=np.int64)


@dataclass(frozen=True)
class Shape:
    """How a plain number is written.

    Attributes
    ----------
    whole, part
        Digits before and after the mark.
    mark
        ``"."``, ``","`` or ``""``.
    sign
        ``"-"``, ``"+"`` or ``""``.
    leading_zero
        Whether the first digit is a zero though others or a mark follow.
    """

    whole: int
    part: int
    mark: str
    sign: str
    leading_zero: bool

    @property
    def digits(self) -> int:
        """All of its digits."""
        return self.whole + self.part


@lru_cache(maxsize=1 << 12)
def shape_of(code: int) -> Shape:
    """Give what a shape code says; 0 is the code of a cell that was not read."""
    return Shape(
        whole=code >> _WHOLE_BITS & _FIVE,
        part=code >> _PART_BITS & _FIVE,
        mark=_MARKS[code >> _MARK_BITS & 3],
        sign=_SIGNS[code >> _SIGN_BITS & 3],
        leading_zero=bool(code & int(_LEADING_ZERO)),
    )


@dataclass(frozen=True, eq=False)
class PlainNumbers:
    """Cells read as plain numbers.

    Attributes
    ----------
    wholes
        All digits of each cell as one whole number with its sign; 0 if not read.
    shapes
        How it is written, see `shape_of`; 0 if the cell is no plain number.
    """

    wholes: Wholes
    shapes: Shapes


def read_plain(cells: Cells) -> PlainNumbers:
    """Read the cells that are plain numbers."""
    found = loops.read_plain(cells.slab.bytes, cells.starts, cells.sizes)
    return PlainNumbers(*found) if found is not None else _read_at_once(cells)


def _read_at_once(cells: Cells) -> PlainNumbers:
    """Do the same for all cells at once.

    Most columns write all numbers with the same digits after the mark, so all cells are
    first read as the first ones are written, and the rest is looked at more closely.
    """
    first = cells.slab.bytes[cells.starts]
    minus, plus = first == _MINUS, first == _PLUS
    signed = minus | plus
    any_signed = bool(signed.any())
    bare = Cells(cells.slab, cells.starts + signed, cells.sizes - signed) if any_signed else cells
    found = _read_alike(bare, *_usual(bare))
    rest = np.flatnonzero((found.shapes == 0) & (bare.sizes > 0))
    if len(rest):
        closer = _read_closely(bare.among(rest))
        found.wholes[rest], found.shapes[rest] = closer.wholes, closer.shapes
    if any_signed:
        np.negative(found.wholes, out=found.wholes, where=minus)
        sign = (minus + 2 * plus).astype(np.uint16) << np.uint16(_SIGN_BITS)
        np.bitwise_or(found.shapes, sign, out=found.shapes, where=found.shapes != 0)
    return found


def decimals_of(shapes: Shapes, mark: str) -> npt.NDArray[np.int8]:
    """Give how many digits stand behind the mark of each shape; -1 if it has another mark."""
    part = (shapes >> np.uint16(_PART_BITS)).astype(np.uint8) & np.uint8(_FIVE)
    found = (shapes >> np.uint16(_MARK_BITS)).astype(np.uint8) & np.uint8(3)
    other = (found != 0) & (found != _MARKS.index(mark))
    return np.where(other, -1, part).astype(np.int8)


def _usual(cells: Cells) -> tuple[int, int]:
    """The mark of the first cell that has one, and how many digits follow it; 0, 0 if none."""
    head = cells.among(np.arange(min(len(cells), 64)))
    for text in head.texts():
        at = max(text.rfind(b"."), text.rfind(b","))
        if 0 < at < len(text) - 1 and len(text) - at <= MOST_DIGITS:
            return text[at], len(text) - at - 1
    return 0, 0


def _read_alike(cells: Cells, mark: int, part: int) -> PlainNumbers:
    """Read the cells that have this mark and so many digits behind it."""
    slab, starts, sizes = cells.slab, cells.starts, cells.sizes
    zero = slab.bytes[starts] == _ZERO
    if not mark:
        wholes, good = _digits(slab, starts, np.minimum(sizes, MOST_DIGITS))
        good &= (sizes > 0) & (sizes <= MOST_DIGITS)
        return _shaped(sizes, _READ, zero & (sizes > 1), wholes, good)
    whole = sizes - part - 1
    good = (whole > 0) & (sizes <= MOST_DIGITS + 1)
    whole[~good] = 1
    good &= slab.bytes[starts + whole] == mark
    if int(sizes.max(initial=0)) <= WORD:
        wholes, clean = _eight(_without(slab.words_at(starts), whole), whole + part)
    else:
        wholes, clean = _digits(slab, starts, whole)
        good &= clean
        tail, clean = _digits(slab, starts + whole + 1, np.full_like(sizes, part))
        wholes = wholes * _TENS[part] + tail
    good &= clean
    form = _READ | np.uint16(part << _PART_BITS | _MARKS.index(chr(mark)) << _MARK_BITS)
    return _shaped(whole, form, zero, wholes, good)


def _without(words: Words, place: Places) -> Words:
    """Take the letter at a place out of each word."""
    bits = place.astype(np.uint64) << np.uint64(3)
    below: Words = (np.uint64(1) << bits) - np.uint64(1)
    return (words & below) | (words >> np.uint64(WORD) & ~below)


def _shaped(whole: Places, form: np.uint16, zero: Mask, wholes: Wholes, good: Mask) -> PlainNumbers:
    shapes = whole.astype(np.uint16)
    shapes |= form
    if bool(zero.any()):
        shapes[zero] |= _LEADING_ZERO
    if not bool(good.all()):
        wholes[~good] = 0
        shapes[~good] = 0
    return PlainNumbers(wholes, shapes)


def _read_closely(cells: Cells) -> PlainNumbers:
    """Read cells wherever their mark stands."""
    slab, starts, sizes = cells.slab, cells.starts, cells.sizes
    whole, mark = _split(slab, starts, sizes)
    part = np.where(mark > 0, sizes - whole - 1, 0)
    digits = whole + part
    good = (whole > 0) & (digits <= MOST_DIGITS) & ((mark == 0) | (part > 0))
    number, clean = _digits(slab, starts, np.where(good, whole, 1))
    good &= clean
    tail, clean = _digits(slab, starts + whole + 1, np.where(good, part, 0))
    good &= clean
    number = number * _TENS[np.where(good, part, 0)] + tail
    leading = ((whole > 1) | (mark > 0)) & (slab.bytes[starts] == _ZERO)
    shapes = _coded(whole, part, mark) | np.where(leading, _LEADING_ZERO, np.uint16(0))
    return PlainNumbers(np.where(good, number, 0), np.where(good, shapes, np.uint16(0)))


def _coded(whole: Places, part: Places, mark: npt.NDArray[np.uint8]) -> Shapes:
    shapes: Shapes = (whole & _FIVE).astype(np.uint16)
    shapes |= (part & _FIVE).astype(np.uint16) << np.uint16(_PART_BITS)
    shapes |= mark.astype(np.uint16) << np.uint16(_MARK_BITS)
    shapes |= _READ
    return shapes


def _split(slab: Slab, starts: Places, sizes: Places) -> tuple[Places, npt.NDArray[np.uint8]]:
    """Where the first point or comma of each cell stands, and which it is; its size if none."""
    whole, mark = sizes.copy(), np.zeros(len(sizes), np.uint8)
    left, base = np.flatnonzero(sizes <= MOST_DIGITS + 1), 0
    while len(left):
        words = slab.words_at(starts[left] + base)
        found = _has(words, _POINT) | _has(words, _COMMA)
        offset = base + (np.bitwise_count(found ^ (found - np.uint64(1))) - 1) // WORD
        inside = (found != 0) & (offset < sizes[left])
        places = left[inside]
        whole[places] = offset[inside]
        mark[places] = np.where(slab.bytes[starts[places] + whole[places]] == _POINT, 1, 2)
        base += WORD
        left = left[~inside & (sizes[left] > base)]
    return whole, mark


def _has(words: Words, letter: int) -> Words:
    """Set the top bit of the bytes that are a letter; the lowest such bit is right."""
    differs = words ^ np.uint64(letter * 0x0101010101010101)
    return (differs - np.uint64(0x0101010101010101)) & ~differs & _TOPS


def digits_at(slab: Slab, starts: Places) -> tuple[Wholes, Places]:
    """Give the number that up to seven digits from each place on make, and how many there are."""
    words = slab.words_at(starts)
    others = (((words ^ _ZEROS) + _OVER_NINE) | (words ^ _ZEROS)) & _TOPS
    others |= _LAST_TOP
    sizes = (np.bitwise_count(others ^ (others - np.uint64(1))) - 1).astype(np.int64) // WORD
    return _eight(words, sizes)[0], sizes


def _digits(slab: Slab, starts: Places, sizes: Places) -> tuple[Wholes, Mask]:
    """The number that up to 18 letters of each cell make, and whether all of them are digits."""
    longest = int(sizes.max(initial=0))
    if longest <= WORD:
        return _eight(slab.words_at(starts), sizes)
    head = np.minimum(sizes, WORD)
    number, clean = _eight(slab.words_at(starts), head)
    for base in range(WORD, min(longest, MOST_DIGITS), WORD):
        more = np.clip(sizes - base, 0, WORD)
        at = np.where(more > 0, starts + base, starts)
        tail, good = _eight(slab.words_at(at), more)
        number = number * _TENS[more] + tail
        clean &= good
    return number, clean


def _eight(words: Words, sizes: Places) -> tuple[Wholes, Mask]:
    """The number that the first letters of each word make; no letters make 0."""
    empty = sizes == 0
    shift = (np.uint64(64) - (sizes.astype(np.uint64) << np.uint64(3))) & np.uint64(63)
    # The letters move up, so that zeros stand in front of the number.
    words = (words ^ _ZEROS) << shift
    clean = ((words + _OVER_NINE) | words) & _TOPS == 0
    words = words * _PAIRS >> np.uint64(8)
    words = (words & _PAIR_MASK) * _FOURS >> np.uint64(16)
    words = (words & _FOUR_MASK) * _EIGHTS >> np.uint64(32)
    number = words.astype(np.int64)
    if bool(empty.any()):
        number[empty] = 0
        clean |= empty
    return number, clean


def written(whole: int, code: int) -> str:
    """Write a plain number as it stood."""
    shape = shape_of(code)
    digits = str(abs(whole)).zfill(shape.whole + shape.part)
    return f"{shape.sign}{digits[: shape.whole]}{shape.mark}{digits[shape.whole :]}"
