import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.customer_lookups import CustomerQuery
from core.customers.roster import Roster, form_of
from core.errors import UserError
from tests.core.output.made_up import roster_of


def ids(roster: Roster, query: CustomerQuery) -> list[str]:
    return list(roster.words("customer", roster.rows(query)))


def test_a_query_without_wishes_lists_everybody_in_the_order_of_the_ids(roster: Roster) -> None:
    assert ids(roster, CustomerQuery()) == [f"c{number:03}" for number in range(240)]


def test_search_looks_at_ids_and_names(roster: Roster) -> None:
    assert ids(roster, CustomerQuery("C01"))[:3] == ["c010", "c011", "c012"]
    assert ids(roster, CustomerQuery("zoe 2")) == ["c012", *[f"c{6 * n:03}" for n in range(20, 30)]]


def test_filters_search_and_selection_hold_together(roster: Roster) -> None:
    name = roster.columns["segment"].shown.words[1]
    codes = roster.cells("segment")
    members = np.zeros(240, dtype=np.bool_)
    members[:100] = True
    packed = np.packbits(members).tobytes()
    digest = roster.customers.digest
    query = CustomerQuery("c0", filters=(("segment", name),), members=packed, digest=digest)
    expected = [f"c{n:03}" for n in range(100) if codes[n] == 1]
    assert ids(roster, query) == expected


def test_a_word_that_nobody_says_lists_nobody(roster: Roster) -> None:
    assert ids(roster, CustomerQuery(filters=(("segment", "gone"),))) == []
    assert ids(roster, CustomerQuery(filters=(("no such column", "x"),))) == []


@pytest.mark.parametrize("key", ["customer", "name", "segment", "axis satisfaction", "gain"])
def test_every_column_orders_the_list_and_reversing_keeps_missing_cells_last(
    roster: Roster, key: str
) -> None:
    up = roster.rows(CustomerQuery(order_by=key))
    down = roster.rows(CustomerQuery(order_by=key, descending=True))
    assert sorted(up.tolist()) == sorted(down.tolist()) == list(range(240))
    blank = sum(word == "" for word in roster.words(key, up))
    for rows in (up, down):
        words = roster.words(key, rows)
        assert all(word == "" for word in words[len(words) - blank :])
        assert "" not in words[: len(words) - blank] or key == "segment"


def test_the_unscored_are_counted(roster: Roster) -> None:
    assert roster.unscored(roster.rows(CustomerQuery())) == 6


def test_cells_are_told_as_numbers_places_of_words_text_and_days(roster: Roster) -> None:
    rows = np.array([3, 7], dtype=np.int32)
    score, name, segment, since = (
        roster.told(key, rows)
        for key in ("axis satisfaction", "name", "segment", "measure Customer since")
    )
    assert np.isnan(score[0])
    assert score[1] == 10.0
    assert name == ("Ben 0", "")
    assert segment[0] == 0
    assert since == ("2021-04-15", "2021-08-15")
    assert roster.told("no such column", rows) == ()
    assert roster.words("axis satisfaction", rows) == ("", "10")


def test_forms_tell_whole_numbers_from_others() -> None:
    assert form_of(np.array([1.0, 2.0, np.nan])).whole
    form = form_of(np.array([0.5, 1.0, 1.5, 2.0]))
    assert not form.whole
    assert form.span == pytest.approx(1.125)
    assert form_of(np.array([np.nan])).whole


@given(st.sets(st.integers(0, 239), max_size=20))
def test_packed_members_come_back_as_they_were(roster: Roster, chosen: set[int]) -> None:
    members = np.zeros(240, dtype=np.bool_)
    members[list(chosen)] = True
    query = CustomerQuery(members=np.packbits(members).tobytes(), digest=roster.customers.digest)
    assert set(roster.rows(query).tolist()) == chosen


def test_nobody_is_listed_who_was_picked_among_other_customers() -> None:
    picked = np.packbits([False, True]).tobytes()
    query = CustomerQuery(members=picked, digest=roster_of(["a", "b"], {}).customers.digest)
    assert roster_of(["a", "b"], {"Value": [1.0, 2.0]}).rows(query).tolist() == [1]
    for others in (["a", "c"], ["b", "c"], ["a", "b", "c"], ["ab"], ["b"]):
        with pytest.raises(UserError, match=r"not those any more"):
            roster_of(others, {}).rows(query)
