"""Who is named in the sources: customer ids, compared by what is written, not by how."""

import heapq
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.errors import UserError
from core.native import rows as loops
from core.settings import Kind, Role
from core.tables.customers import Join, Placed, Places
from core.tables.sources import SourceTable
from core.value.columns import Texts, texts_of
from core.value.ids import Ids
from core.value.unnamed import nobody_named

Labels = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]

EXAMPLES = 5
_NO_TEXTS = Texts(np.zeros(0, np.int32), np.zeros(0, object))


@dataclass(frozen=True, eq=False)
class Named:
    """A source and whom each of its accepted rows names.

    Attributes
    ----------
    source
        The source.
    people
        Shape (accepted rows,): number of the person in `People`; -1 for nobody.
    referred
        Shape (accepted rows,): the same for who was referred; empty if the source names none.
    mentioned
        Shape (people,): whom some row names.
    """

    source: SourceTable
    people: Places
    referred: Places
    mentioned: Flags


@dataclass(frozen=True, eq=False)
class People:
    """Everybody whom any source names; ids that differ in form only are one person.

    Attributes
    ----------
    ids
        The id of each person, as it is first written.
    sources
        The sources, in their order.
    """

    ids: Ids
    sources: tuple[Named, ...]

    @property
    def spellings(self) -> Labels:
        """Shape (people,): the id of each person, as it is first written."""
        return self.ids.texts


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
    written = [_ids(source, sources) for source in sources]
    brought = [_referred(source) for source in sources]
    first = dict.fromkeys([*_definers(sources), *range(len(sources))])
    appearances = [*(written[place] for place in first), *brought]
    used = [loops.occurring(texts.codes, len(texts.labels)) for texts in appearances]
    persons, ids = _persons(
        [_among(texts.labels, which) for texts, which in zip(appearances, used, strict=True)]
    )
    found = [_of_labels(*one) for one in zip(used, persons, strict=True)]
    by_source = dict(zip(first, found, strict=False))
    named = (
        Named(
            source,
            _rows(written[place], by_source[place]),
            _rows(brought[place], found[len(sources) + place]),
            _mentioned(by_source[place], len(ids.texts)),
        )
        for place, source in enumerate(sources)
    )
    return People(ids, tuple(named))


def _among(labels: Labels, which: Flags) -> Labels:
    return labels if which.all() else labels[which]


def _of_labels(used: Flags, persons: Places) -> Places:
    """Give the person of each label; -1 for those that do not occur."""
    found = np.full(len(used), -1, np.int32)
    found[used] = persons
    return found


def _mentioned(persons: Places, size: int) -> Flags:
    mentioned = np.zeros(size + 1, dtype=bool)
    mentioned[persons] = True  # -1 is nobody
    return mentioned[:size]


def _rows(texts: Texts, of_labels: Places) -> Places:
    """Give the person of each row."""
    if np.array_equal(of_labels, np.arange(len(of_labels))):
        return texts.codes.astype(np.int32, copy=False)
    return loops.taken(np.append(of_labels, np.int32(-1)), texts.codes)


def _persons(appearances: Sequence[Labels]) -> tuple[list[Places], Ids]:
    """Give the person of each text, -1 for spaces only, and the spelling of each person.

    ``appearances`` are the texts of each source, in the order in which spellings are taken.
    """
    filled = [texts for texts in appearances if len(texts)]
    ids = Ids(filled[0] if len(filled) == 1 else np.concatenate([_NO_TEXTS.labels, *filled]))
    if ids.are_plain:
        return _as_they_stand(ids, appearances)
    listed = [texts.tolist() for texts in appearances]
    keys = [_keys(texts) for texts in listed]
    if all(own is texts for own, texts in zip(keys, listed, strict=True)):
        return _as_they_stand(ids, appearances)
    persons: dict[str, int] = {}
    numbers: dict[str, int] = {}
    spellings: list[str] = []
    for texts, own in zip(listed, keys, strict=True):
        new = len(spellings)
        for text, key in zip(texts, own, strict=True):
            if not key or text in persons:
                continue
            number = persons[text] = numbers.setdefault(key, len(spellings))
            if number == len(spellings):
                spellings.append(text)
            elif number >= new:
                spellings[number] = min(spellings[number], text)
    found = [
        np.fromiter(map(persons.get, texts, repeat(-1)), np.int32, len(texts)) for texts in listed
    ]
    return found, Ids(np.array(spellings, dtype=object))


def _as_they_stand(ids: Ids, appearances: Sequence[Labels]) -> tuple[list[Places], Ids]:
    """Do the same for texts that need no change; very many are numbered at once."""
    spelt, persons = ids, np.arange(len(ids.texts), dtype=np.int32)
    if sum(map(bool, map(len, appearances))) > 1:  # the texts of one source are all different
        persons = ids.numbered().astype(np.int32, copy=False)
        spellings = np.empty(int(persons.max(initial=-1)) + 1, dtype=object)
        spellings[persons] = ids.texts
        spelt = Ids(spellings)
    ends = np.cumsum([len(texts) for texts in appearances])
    return np.split(persons, ends[:-1]) if len(ends) else [], spelt


def rows_are_ids(source: SourceTable, *, alone: bool) -> bool:
    """Whether the rows stand in for customer ids: in a lone source of profiles without any."""
    return alone and source.kind is Kind.PROFILES and source.column_with(Role.CUSTOMER) is None


def _ids(source: SourceTable, sources: Sequence[SourceTable]) -> Texts:
    if rows_are_ids(source, alone=len(sources) == 1):
        numbers = [int(row) for row in source.table.index]
        digits = len(str(max(numbers, default=0)))
        labels = np.array([f"row {number:0{digits}d}" for number in numbers], dtype=object)
        return Texts(np.arange(len(labels)), labels)
    column = source.column_with(Role.CUSTOMER)
    if column is None:
        raise nobody_named(source, sources)
    return texts_of(source, column)


def _referred(source: SourceTable) -> Texts:
    column = source.column_with(Role.REFERRED) if source.kind is Kind.REFERRALS else None
    return _NO_TEXTS if column is None else texts_of(source, column)


def _definers(sources: Sequence[SourceTable]) -> list[int]:
    """Places of the sources that say who is a customer: the profiles, or all if there are none."""
    profiles = [place for place, one in enumerate(sources) if one.kind is Kind.PROFILES]
    return profiles or list(range(len(sources)))


def _keys(texts: list[str]) -> list[str]:
    """What the texts are compared by, "" for a text of spaces only; themselves if that is it."""
    composed = texts
    if not all(map(str.isascii, texts)):
        composed = [unicodedata.normalize("NFC", text) for text in texts]
    keys = list(map(str.strip, composed))
    return texts if keys == texts and "" not in keys else keys


def check_one_row_each(named: Named, people: People) -> None:
    """Make sure that profiles name nobody twice.

    Raises
    ------
    UserError
        If they do, with the first such customer and the rows.
    """
    counts = loops.counts(named.people, len(people.spellings))
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
        chosen |= people.sources[place].mentioned
    members = np.flatnonzero(chosen)
    ids = people.ids if chosen.all() else Ids(people.spellings[members])
    order = ids.in_order()
    places = np.full(len(chosen), -1, dtype=np.int32)
    places[members[order]] = np.arange(len(members))
    return Roll(pd.Index(ids.texts[order], dtype="str", name="customer_id"), places)


def place(named: Named, people: People, roll: Roll) -> tuple[Placed, Join]:
    """Where each row of a source belongs in the roll, and how many customers meet."""
    named_here, member = named.mentioned, roll.places >= 0
    matched = int((named_here & member).sum())
    left_out = people.spellings[named_here & ~member].tolist()
    join = Join(
        source=named.source.name,
        matched=matched,
        left_out=len(left_out),
        without=len(roll.ids) - matched,
        examples=tuple(heapq.nsmallest(EXAMPLES, left_out)),
    )
    places = np.append(roll.places, np.int32(-1))
    own, brought = (loops.taken(places, rows) for rows in (named.people, named.referred))
    return Placed(named.source, own, brought), join
