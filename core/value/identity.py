"""Who is named in the sources: customer ids, compared by what is written, not by how."""

import heapq
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import UserError
from core.settings import Kind, Role
from core.tables.customers import Join
from core.tables.sources import SourceTable

Places = npt.NDArray[np.intp]
Texts = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]

EXAMPLES = 5


@dataclass(frozen=True, eq=False)
class Named:
    """A source and whom each of its accepted rows names.

    Attributes
    ----------
    source
        The source.
    people
        Shape (accepted rows,): number of the person in `People`; -1 for nobody.
    """

    source: SourceTable
    people: Places


@dataclass(frozen=True, eq=False)
class People:
    """Everybody whom any source names; ids that differ in form only are one person.

    Attributes
    ----------
    spellings
        The id of each person, as it is first written.
    sources
        The sources, in their order.
    """

    spellings: Texts
    sources: tuple[Named, ...]


@dataclass(frozen=True, eq=False)
class Roll:
    """All customers.

    Attributes
    ----------
    ids
        Their ids, in order.
    places
        Shape (people,): place of each person among the ids; -1 for those who are no customer.
    """

    ids: pd.Index
    places: Places


@dataclass(frozen=True, eq=False)
class Placed:
    """A source and, for each accepted row, the place of its customer in the roll, or -1."""

    source: SourceTable
    places: Places


def people_in(sources: Sequence[SourceTable]) -> People:
    """Find out whom the sources name.

    Ids are the same if they are in Unicode normal form C without the spaces around them. An id is
    spelled as in the first source that has it, where those that say who is a customer come
    first; of several spellings in one source it is the first in order.

    Raises
    ------
    UserError
        If a source has no column with the ids and its rows cannot stand in for them.
    """
    alone = len(sources) == 1
    written = [_ids(source, alone=alone) for source in sources]
    first = [*_definers(sources), *range(len(sources))]
    codes, texts = pd.factorize(np.concatenate(written))
    numbers = np.split(codes, np.cumsum([len(ids) for ids in written])[:-1])
    persons, spellings = _persons(texts, [numbers[place] for place in first])
    persons = np.append(persons, -1)
    named = tuple(
        Named(source, persons[rows]) for source, rows in zip(sources, numbers, strict=True)
    )
    return People(spellings, named)


def rows_are_ids(source: SourceTable, *, alone: bool) -> bool:
    """Whether the rows stand in for customer ids: in a lone source of profiles without any."""
    return alone and source.kind is Kind.PROFILES and source.column_with(Role.CUSTOMER) is None


def _ids(source: SourceTable, *, alone: bool) -> Texts:
    if rows_are_ids(source, alone=alone):
        numbers = [int(row) for row in source.table.index]
        digits = len(str(max(numbers, default=0)))
        return np.array([f"row {number:0{digits}d}" for number in numbers], dtype=object)
    column = source.column_with(Role.CUSTOMER)
    if column is None:
        raise UserError(
            f"{source.name} has no column with the customer ids, so its rows belong to nobody.",
            "Set the role of the column that names the customer to ‘customer’.",
        )
    ids = source.table[column]
    return (ids if ids.dtype == "str" else ids.astype("str")).to_numpy(dtype=object)


def _definers(sources: Sequence[SourceTable]) -> list[int]:
    """Places of the sources that say who is a customer: the profiles, or all if there are none."""
    profiles = [place for place, one in enumerate(sources) if one.kind is Kind.PROFILES]
    return profiles or list(range(len(sources)))


def _persons(texts: Texts, appearances: Sequence[Places]) -> tuple[Places, Texts]:
    """Person of each text (-1 for nobody) and the spelling of each person."""
    written = texts.tolist()
    keys = _keys(written)
    if keys == written:
        return np.arange(len(texts)), texts
    persons, found = pd.factorize(np.array(keys, dtype=object))
    order = np.full(len(texts), len(appearances))
    for place, rows in reversed(list(enumerate(appearances))):
        order[rows[rows >= 0]] = place
    best = [(len(appearances), "")] * len(found)
    for person, rank, text in zip(persons.tolist(), order.tolist(), written, strict=True):
        if person >= 0 and (best[person][1] == "" or (rank, text) < best[person]):
            best[person] = (rank, text)
    return persons, np.array([text for _, text in best], dtype=object)


def _keys(texts: list[str]) -> list[str | None]:
    """What the texts are compared by; None for a text of spaces only."""
    if not all(map(str.isascii, texts)):
        texts = [unicodedata.normalize("NFC", text) for text in texts]
    return [text.strip() or None for text in texts]


def check_one_row_each(named: Named, people: People) -> None:
    """Make sure that profiles name nobody twice.

    Raises
    ------
    UserError
        If they do, with the first such customer and the rows.
    """
    counts = np.bincount(named.people[named.people >= 0], minlength=len(people.spellings))
    twice = np.flatnonzero(counts > 1).tolist()
    if not twice:
        return
    worst = min(twice, key=people.spellings.__getitem__)
    first, second = named.source.table.index[named.people == worst][:2]
    customers = "1 customer is" if len(twice) == 1 else f"{len(twice):,} customers are"
    raise UserError(
        f"{named.source.name} names customer ‘{people.spellings[worst]}’ more than once, "
        f"first in rows {first} and {second}; in all, {customers} named more than once.",
        "Keep one row for each customer, or say that a row of this source is something else, "
        "such as an order.",
    )


def roll_of(people: People) -> Roll:
    """All customers: the people whom profiles name, or everybody if there are no profiles."""
    sources = [named.source for named in people.sources]
    chosen = np.zeros(len(people.spellings), dtype=bool)
    for place in _definers(sources):
        chosen |= _mentioned(people.sources[place], people)
    members = np.flatnonzero(chosen)
    ids = people.spellings[members].tolist()
    order = sorted(range(len(ids)), key=ids.__getitem__)
    places = np.full(len(chosen), -1)
    places[members[order]] = np.arange(len(members))
    index = pd.Index([ids[place] for place in order], dtype="str", name="customer_id")
    return Roll(index, places)


def _mentioned(named: Named, people: People) -> Flags:
    mentioned = np.zeros(len(people.spellings), dtype=bool)
    mentioned[named.people[named.people >= 0]] = True
    return mentioned


def place(named: Named, people: People, roll: Roll) -> tuple[Placed, Join]:
    """Where each row of a source belongs in the roll, and how many customers meet."""
    mentioned, member = _mentioned(named, people), roll.places >= 0
    matched = int((mentioned & member).sum())
    left_out = people.spellings[mentioned & ~member].tolist()
    join = Join(
        source=named.source.name,
        matched=matched,
        left_out=len(left_out),
        without=len(roll.ids) - matched,
        examples=tuple(heapq.nsmallest(EXAMPLES, left_out)),
    )
    return Placed(named.source, np.append(roll.places, -1)[named.people]), join
