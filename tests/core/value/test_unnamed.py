from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.joining import join
from tests.core.value.making import MakeSource

MAILS = ["a@x.com", "b@x.com", "c@x.com"]


def people(make_source: MakeSource, mails: list[str]) -> SourceTable:
    cells: dict[str, list[object]] = {"id": ["1", "2", "3"], "email": [*mails]}
    return make_source("people.csv", Kind.PROFILES, cells, {"id": Role.CUSTOMER})


def told(*sources: SourceTable) -> list[str]:
    return [note for note in join(sources).notes if "bring the two together" in note]


def test_customers_who_are_in_another_column_of_the_profiles_are_told(
    make_source: MakeSource,
) -> None:
    sold = make_source("sold.csv", Kind.ORDERS, {"mail": MAILS}, {"mail": Role.CUSTOMER})
    (note,) = told(people(make_source, MAILS), sold)
    assert note.startswith(
        "Most customers of sold.csv are none of people.csv, but ‘email’ there names them."
    )


def test_customers_who_meet_or_are_nowhere_are_not_told(make_source: MakeSource) -> None:
    met = make_source("sold.csv", Kind.ORDERS, {"id": ["1", "2"]}, {"id": Role.CUSTOMER})
    assert not told(people(make_source, MAILS), met)
    strangers = make_source("sold.csv", Kind.ORDERS, {"id": ["8", "9"]}, {"id": Role.CUSTOMER})
    assert not told(people(make_source, MAILS), strangers)
