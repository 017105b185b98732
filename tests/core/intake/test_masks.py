import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.intake import masks
from core.intake.masks import Mask

ROWS = st.integers(0, 6)


def of(rows: int) -> st.SearchStrategy[Mask]:
    """A mask as it may come: one truth seen as many, or one for each row."""
    drawn = st.lists(st.booleans(), min_size=rows, max_size=rows).map(lambda x: np.array(x, bool))
    return st.sampled_from([masks.nowhere(rows), masks.everywhere(rows)]) | drawn


@given(ROWS.flatmap(lambda rows: st.tuples(of(rows), of(rows))))
def test_masks_are_put_together_row_by_row(pair: tuple[Mask, Mask]) -> None:
    one, other = pair
    assert masks.both(one, other).tolist() == (one & other).tolist()
    assert masks.either(one, other).tolist() == (one | other).tolist()
    assert masks.without(one, other).tolist() == (one & ~other).tolist()
    assert masks.opposite(one).tolist() == (~one).tolist()
    assert masks.slim(one).tolist() == one.tolist()


@given(ROWS.flatmap(of))
def test_masks_tell_where_they_are_set(mask: Mask) -> None:
    rows = np.flatnonzero(mask).tolist()
    assert masks.somewhere(mask) == bool(rows)
    assert masks.how_many(mask) == len(rows)
    assert masks.rows_where(mask).tolist() == rows
    assert list(map(int, masks.every_row(mask))) == rows
    assert masks.except_rows(mask, rows[:1]).sum() == max(len(rows) - 1, 0)
    assert np.flatnonzero(mask).tolist() == rows


def test_what_is_the_same_for_all_rows_takes_no_room() -> None:
    slim = masks.slim(np.ones(1_000, bool))
    assert slim.strides == (0,)
    assert masks.both(slim, masks.opposite(slim)).strides == (0,)
