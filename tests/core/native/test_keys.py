import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.native.keys import KeyNumbers

pytestmark = pytest.mark.usefixtures("both_ways")

WORDS = st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 2**64 - 1])] * 2), max_size=60)


@given(WORDS, st.integers(1, 2), st.integers(0, 60))
def test_keys_are_numbered_as_they_first_occur_in_whatever_blocks_they_come(
    rows: list[tuple[int, int]], depth: int, cut: int
) -> None:
    keys = np.array(rows, np.uint64).reshape(-1, 2)[:, :depth]
    numbers = KeyNumbers(depth)
    codes = [*numbers.number(keys[:cut]), *numbers.number(keys[cut:])]
    listed = [tuple(key) for key in keys.tolist()]
    first = list(dict.fromkeys(key for key in listed if key[0]))
    assert numbers.different.tolist() == [list(key) for key in first]
    assert codes == [first.index(key) if key[0] else -1 for key in listed]


def test_very_many_keys_keep_their_numbers_while_room_is_made() -> None:
    keys = np.random.default_rng(0).permutation(np.arange(1, 40_001, dtype=np.uint64))
    blocks = keys.reshape(-1, 1_000, 1)
    numbers = KeyNumbers(1)
    found = np.concatenate([numbers.number(block) for block in blocks])
    assert found.tolist() == list(range(40_000))
    assert [numbers.number(block).tolist() for block in blocks[:2]] == [
        list(range(1_000)),
        list(range(1_000, 2_000)),
    ]
