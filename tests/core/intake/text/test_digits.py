from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.text.digits import MOST_DIGITS, read_plain, shape_of, written
from core.intake.text.place_sums import place_sums
from core.intake.text.slab import slab_of

pytestmark = pytest.mark.usefixtures("both_ways")

PLAIN = st.from_regex(r"[-+]?[0-9]{1,12}([.,][0-9]{1,18})?", fullmatch=True)
SHORT = st.from_regex(r"[-+]?[0-9]{1,9}([.,][0-9]{1,9})?", fullmatch=True)
ANYTHING = st.text("0123456789.,-+ ax:/", max_size=24)


def is_plain(text: str) -> bool:
    bare = text[1:] if text[:1] in {"-", "+"} else text
    parts = bare.replace(",", ".").split(".")
    digits = sum(map(len, parts))
    whole = len(parts) <= 2 and all(part.isdigit() for part in parts)
    return whole and digits <= MOST_DIGITS


@given(st.lists(PLAIN | ANYTHING, min_size=1))
def test_what_is_read_can_be_written_again_letter_by_letter(texts: list[str]) -> None:
    numbers = read_plain(slab_of([text.encode() for text in texts]))
    shapes = numbers.shapes.tolist()
    assert [shape != 0 for shape in shapes] == [is_plain(text) for text in texts]
    for text, whole, shape in zip(texts, numbers.wholes.tolist(), shapes, strict=True):
        if shape:
            assert written(whole, shape) == text


@given(st.lists(SHORT, min_size=1))
def test_two_ways_to_add_up_agree_with_exact_decimals(texts: list[str]) -> None:
    cells = slab_of([text.encode() for text in texts])
    read = read_plain(cells)
    exact: Counter[int] = Counter()
    for text, code in zip(texts, read.shapes.tolist(), strict=True):
        exact[code] += int(Decimal(text.replace(",", ".")).scaleb(shape_of(code).part))
    added: Counter[int] = Counter()
    for whole, code in zip(read.wholes.tolist(), read.shapes.tolist(), strict=True):
        added[code] += whole
    assert place_sums(cells, read.shapes) == exact
    assert added == exact


def test_many_numbers_are_added_up_place_by_place_without_running_over() -> None:
    cells = slab_of([b"99999999.9999"] * 5_000 + [b"-1"] * 5_000)
    sums = place_sums(cells, read_plain(cells).shapes)
    assert sorted(sums.values()) == [-5_000, 5_000 * 999_999_999_999]


def test_numbers_written_in_very_many_ways_are_added_up_too() -> None:
    texts = [f"{10**whole}.{10**part}" for whole in range(9) for part in range(8)]
    cells = slab_of([text.encode() for text in texts])
    sums = place_sums(cells, read_plain(cells).shapes)
    assert sorted(sums.values()) == sorted(int(text.replace(".", "")) for text in texts)


def test_a_shape_says_how_a_number_is_written() -> None:
    (code,) = read_plain(slab_of([b"-007,50"])).shapes.tolist()
    shape = shape_of(code)
    assert (shape.whole, shape.part, shape.mark, shape.sign) == (3, 2, ",", "-")
    assert shape.leading_zero
