from hypothesis import given
from hypothesis import strategies as st

from core.customers.search import SearchText, folded

NAMES = st.text(st.sampled_from("aAbÄäßéœ1 -\t"), max_size=6)


def test_capitals_and_accents_make_no_difference() -> None:
    search = SearchText([["C-1", "c-2", "X"], ["Zoë Müller", "zoe muller", "Ben"]])
    assert search.rows_with("ZOE M").tolist() == [True, True, False]
    assert search.rows_with("c-").tolist() == [True, True, False]


def test_nothing_wanted_is_everybody_and_nobody_has_what_there_is_not() -> None:
    search = SearchText([["a", "b"]])
    assert search.rows_with("  ").tolist() == [True, True]
    assert search.rows_with("a b").tolist() == [False, False]
    assert search.rows_with("a" * 500).tolist() == [False, False]


def test_a_part_never_reaches_from_one_customer_to_the_next() -> None:
    assert not SearchText([["ab", "cd"], ["x\ny", "z"]]).rows_with("bc").any()


def test_texts_with_line_breaks_stay_with_their_customer() -> None:
    search = SearchText([["a", "b", "c"], ["one\ntwo", "", "two"]])
    assert search.rows_with("two").tolist() == [True, False, True]


@given(st.lists(NAMES, min_size=1, max_size=30), NAMES)
def test_what_is_found_is_what_python_finds(names: list[str], wanted: str) -> None:
    pattern = folded(wanted).strip()
    expected = [pattern in folded(name) for name in names]
    assert SearchText([names]).rows_with(wanted).tolist() == expected
