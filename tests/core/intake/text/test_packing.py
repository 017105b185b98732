import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.text.gathering import Gathering
from core.intake.text.numbering import number
from core.intake.text.packing import Choice, Packing, choose, pack
from core.intake.text.slab import slab_of

pytestmark = pytest.mark.usefixtures("both_ways")

CELL = (
    st.just("")
    | st.from_regex(r"-?[0-9]{1,9}([.][0-9]{2})?", fullmatch=True)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
)
CHOICES = (
    Choice(Packing.NUMBERS),
    Choice(Packing.KEYS, 1),
    Choice(Packing.KEYS, 3),
    Choice(Packing.TEXTS),
)


@given(st.lists(st.lists(CELL), min_size=1), st.sampled_from(CHOICES), st.integers(0, 9))
def test_packed_cells_come_out_as_they_went_in(
    blocks: list[list[str]], choice: Choice, expected: int
) -> None:
    gathering = Gathering()
    for block in blocks:
        gathering.add(pack(slab_of([text.encode() for text in block]), choice), expected)
    column = gathering.column()
    texts = [text for block in blocks for text in block]
    assert [column.text_at(place) for place in range(len(texts))] == texts
    assert column.filled.tolist() == [bool(text) for text in texts]
    assert "" not in column.texts.tolist()
    assert len(set(column.texts.tolist())) == len(column.texts)


def test_texts_longer_than_a_key_stand_behind_the_keys() -> None:
    gathering, long = Gathering(), "much longer than a key"
    for block in ([long, "a", "b"], ["c", "a", long, "another that is longer"]):
        gathering.add(pack(slab_of([text.encode() for text in block]), Choice(Packing.KEYS, 1)))
    assert gathering.column().texts.tolist() == ["a", "b", "c", long, "another that is longer"]


def test_more_different_texts_than_are_kept_at_hand_are_told_apart() -> None:
    short = [f"{place:03}" for place in range(900)]
    texts = [*short, *(f"order {one}" for one in short), *(f"a {one} longer text" for one in short)]
    packed = pack(slab_of([text.encode() for text in texts * 2]), Choice(Packing.TEXTS))
    assert packed.codes.tolist() == [*range(2_700)] * 2
    assert [text.decode() for text in packed.texts] == texts


def test_a_column_is_packed_as_what_it_mostly_is() -> None:
    numbers = [b"1.50", b"2", b"x"] * 20
    keys = [f"C{place}".encode() for place in range(60)]
    words = [b"north", b"south"] * 30
    chosen = [choose(slab_of(texts)).packing for texts in (numbers, keys, words)]
    assert chosen == [Packing.NUMBERS, Packing.KEYS, Packing.TEXTS]


def test_a_million_keys_are_numbered_in_the_order_of_their_first() -> None:
    random = np.random.default_rng(0)
    values = random.integers(0, 700_000, 1_200_000).astype(np.uint64)
    codes, first = number([values])
    different, places = np.unique(values, return_index=True)
    order = np.argsort(places)
    assert first.tolist() == places[order].tolist()
    assert (values[first][codes] == values).all()
    assert len(different) == len(first)


def test_rows_of_words_that_share_a_word_are_told_apart() -> None:
    words = [np.array([1, 1, 2, 1], np.uint64), np.array([5, 6, 5, 5], np.uint64)]
    codes, first = number(words)
    assert codes.tolist() == [0, 1, 2, 0]
    assert first.tolist() == [0, 1, 2]
