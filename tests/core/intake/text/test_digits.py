from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.intake.text.digits import MOST_DIGITS, read_plain, shape_of, written
from core.intake.text.place_sums import place_sum
from core.intake.text.slab import slab_of

PLAIN = st.from_regex(r"[-+]?[0-9]{1,12}([.,][0-9]{1,10})?", fullmatch=True)
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


@given(
    st.integers(0, 6).flatmap(
        lambda part: st.tuples(
            st.just(part),
            st.lists(
                st.from_regex(
                    rf"[-+]?[0-9]{{1,12}}{f'[.][0-9]{{{part}}}' if part else ''}", fullmatch=True
                ),
                min_size=1,
            ),
        )
    )
)
def test_two_ways_to_add_up_agree_with_exact_decimals(drawn: tuple[int, list[str]]) -> None:
    part, texts = drawn
    cells = slab_of([text.encode() for text in texts])
    exact = sum(map(Decimal, texts)) * 10**part
    assert place_sum(cells, part) == exact
    assert sum(read_plain(cells).wholes.tolist()) == exact


def test_a_shape_says_how_a_number_is_written() -> None:
    (code,) = read_plain(slab_of([b"-007,50"])).shapes.tolist()
    shape = shape_of(code)
    assert (shape.whole, shape.part, shape.mark, shape.sign) == (3, 2, ",", "-")
    assert shape.leading_zero
