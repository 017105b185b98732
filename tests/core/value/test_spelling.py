from collections.abc import Callable

import pytest

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.joining import join

MakeSource = Callable[..., SourceTable]
ID = {"id": Role.CUSTOMER}


def notes_of(make_source: MakeSource, ids: list[str], others: list[str]) -> list[str]:
    people = make_source("people.csv", Kind.PROFILES, {"id": ids}, ID)
    calls = make_source("calls.csv", Kind.CONTACTS, {"id": others}, ID)
    return [note for note in join((people, calls)).notes if "otherwise" in note]


@pytest.mark.parametrize(
    ("ids", "others"),
    [
        (["K001", "K002"], ["k001", "k002"]),
        (["007", "0042"], ["7", "42"]),
        (["1001", "1002"], ["1001.0", "1002.0"]),
        (["AB-12", "AB-13"], ["AB12", "ab 13"]),
        (["K0012", "K0013"], ["K12", "K13"]),
    ],
)
def test_customers_who_are_written_otherwise_are_told(
    make_source: MakeSource, ids: list[str], others: list[str]
) -> None:
    (note,) = notes_of(make_source, ids, others)
    assert note.startswith("2 customers of calls.csv may be customers that are written otherwise")
    assert f"such as ‘{min(others)}’ for ‘" in note


@pytest.mark.parametrize(
    ("ids", "others"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", "b"], ["c", "d"]),
        (["a", "b"], ["A", "c", "d", "e"]),
        (["K100", "K200"], ["K1", "K2"]),
    ],
    ids=["they meet", "strangers", "few of many", "zeros that count"],
)
def test_others_are_not_told(make_source: MakeSource, ids: list[str], others: list[str]) -> None:
    assert not notes_of(make_source, ids, others)


def test_nobody_is_joined_by_it(make_source: MakeSource) -> None:
    people = make_source("people.csv", Kind.PROFILES, {"id": ["a1", "b1"]}, ID)
    calls = make_source("calls.csv", Kind.CONTACTS, {"id": ["A1"]}, ID)
    joined = join((people, calls))
    assert joined.placed[1].places.tolist() == [-1]
    assert joined.ids.tolist() == ["a1", "b1"]


def test_e_mail_addresses_that_differ_in_capitals_are_told_and_stay_apart(
    make_source: MakeSource,
) -> None:
    cells = {"id": ["anna@x.com", "Anna@X.com", "ben@x.com"]}
    joined = join((make_source("sold.csv", Kind.ORDERS, cells, ID),))
    (note,) = [note for note in joined.notes if "capitals" in note]
    assert note.startswith("1 e-mail address differs from another in capitals only, such as ‘Anna@")
    assert len(joined.ids) == 3


def test_ids_that_are_no_addresses_may_differ_in_capitals(make_source: MakeSource) -> None:
    cells = {"id": ["0015AbC", "0015aBc"]}
    joined = join((make_source("sold.csv", Kind.ORDERS, cells, ID),))
    assert not [note for note in joined.notes if "capitals" in note]


def test_addresses_differ_in_capitals_whatever_blanks_are_around_them(
    make_source: MakeSource,
) -> None:
    mails = ["ann@example.org", "ANN@EXAMPLE.ORG ", "bob@example.org"]
    orders = make_source("orders.csv", Kind.ORDERS, {"id": mails}, ID)
    (note,) = (note for note in join((orders,)).notes if "capitals" in note)
    assert note.startswith("1 e-mail address differs from another in capitals only")


@pytest.mark.parametrize(
    ("ids", "told"),
    [
        (["0010", "10", "11"], "1 customer is the same number as another"),
        (["10.0", "10", "11.0", "11"], "2 customers are the same number as another"),
        (["0010", "11"], ""),
        (["K0010", "K10"], ""),
        (["10", "11"], ""),
    ],
)
def test_numbers_that_are_written_in_two_ways_are_told(
    make_source: MakeSource, ids: list[str], told: str
) -> None:
    orders = make_source("orders.csv", Kind.ORDERS, {"id": ids}, ID)
    notes = [note for note in join((orders,)).notes if "same number" in note]
    assert [note.startswith(told) for note in notes] == [True] * bool(told)
