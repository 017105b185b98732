import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.value.ids import Ids

pytestmark = pytest.mark.usefixtures("both_ways")

LETTERS = st.text(st.sampled_from("aé0 \x00\x01\uffff😀\ud800"), max_size=20)
LONG = st.integers(60, 70).map(lambda size: "x" * size)


def ids_of(texts: list[str]) -> Ids:
    listed = np.empty(len(texts), dtype=object)
    listed[:] = texts
    return Ids(listed)


@given(st.lists(LETTERS | LONG, max_size=30, unique=True))
def test_ids_are_in_the_order_of_their_letters(ids: list[str]) -> None:
    assert [ids[place] for place in ids_of(ids).in_order()] == sorted(ids)


@given(st.lists(LETTERS | LONG, max_size=30))
def test_ids_are_numbered_as_they_first_occur(ids: list[str]) -> None:
    first = list(dict.fromkeys(ids))
    assert ids_of(ids).numbered().tolist() == [first.index(one) for one in ids]


@given(st.lists(st.text(st.sampled_from("ab \x00\x1f\x7fé"), max_size=3), max_size=5))
def test_plain_ids_are_those_that_need_no_change(ids: list[str]) -> None:
    changed = [unicodedata.normalize("NFC", one).strip() for one in ids]
    plain = changed == ids and "" not in ids and all(one.isascii() for one in ids)
    assert ids_of(ids).are_plain == (
        plain and not any("\x00" in one or one.endswith("\x7f") for one in ids)
    )


@given(st.lists(LETTERS | LONG, max_size=5))
def test_a_letter_is_found_in_ids(ids: list[str]) -> None:
    assert ids_of(ids).hold("x") == any("x" in one for one in ids)


def test_very_many_ids_are_in_order_too() -> None:
    ids = [f"C{number}" for number in np.random.default_rng(0).permutation(50_000)]
    assert [ids[place] for place in ids_of(ids).in_order()] == sorted(ids)
