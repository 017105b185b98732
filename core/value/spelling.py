"""Customers whom two sources write in different ways, so that they do not meet."""

import re
from collections.abc import Iterator

import pandas as pd

from core.value.identity import Named, People, Roll
from core.value.words import counted

_ASIDE = re.compile(r"[\W_]+")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_POINT_ZERO = re.compile(r"\.0+\Z")
_MOSTLY = 0.5
_MANY = 100_000
"""More ids than that are not looked through one by one."""


def spelling_notes(people: People, roll: Roll) -> Iterator[str]:
    """Sentences on sources most of whose strangers are customers that are written otherwise.

    Capitals, signs between letters, zeros in front and ``.0`` behind are what programs change on
    the way. Nothing is joined by that: two customers may differ in nothing else.
    """
    strangers = {place: _strangers(one, people, roll) for place, one in enumerate(people.sources)}
    if not any(strangers.values()):
        return
    members = {_bare(text): text for text in reversed(roll.ids.tolist())}
    for place, texts in strangers.items():
        known = [(text, members[_bare(text)]) for text in texts if _bare(text) in members]
        if known and len(known) >= _MOSTLY * len(texts):
            text, other = known[0]
            who = counted(len(known), "customer")
            yield (
                f"{who} of {people.sources[place].source.name} may be customers that are written "
                f"otherwise, such as ‘{text}’ for ‘{other}’. Write them alike in all files if so."
            )


def mail_notes(people: People, roll: Roll) -> Iterator[str]:
    """Sentences on customers whose e-mail addresses differ in capitals only."""
    if not people.ids.hold("@"):
        return
    mails = sorted(text for text in people.spellings[roll.places >= 0].tolist() if "@" in text)
    first: dict[str, str] = {}
    pairs = [(first.setdefault(text.strip().casefold(), text), text) for text in mails]
    again = [(one, other) for one, other in pairs if one != other]
    if again:
        one, other = again[0]
        who = counted(len(again), "e-mail address differs", "e-mail addresses differ")
        yield (
            f"{who} from another in capitals only, such as ‘{one}’ and ‘{other}’; they count as "
            "different customers. Write them alike if they are one."
        )


def number_notes(roll: Roll) -> Iterator[str]:
    """Sentences on customers whose ids are one number, with zeros in front or ``.0`` behind."""
    written = _written_otherwise(roll.ids)
    members = set(roll.ids.tolist()) if written else set()
    again = [(text, number) for text, number in written if number in members]
    if again:
        one, other = again[0]
        who = counted(len(again), "customer is", "customers are")
        yield (
            f"{who} the same number as another, written otherwise, such as ‘{one}’ and ‘{other}’; "
            "they count as different customers. Write them alike if they are one."
        )


def _written_otherwise(ids: pd.Index) -> list[tuple[str, str]]:
    """Ids with zeros in front or ``.0`` behind, each with the number that it is."""
    first, behind = ids.searchsorted(["0", "1"])  # they are in order
    texts = ids[first:behind].tolist()
    texts += ids[ids.str.endswith(".0")].tolist() if len(ids) <= _MANY else []
    found = [(text, _ZEROS.sub("", _POINT_ZERO.sub("", text.strip()))) for text in texts]
    return [(text, number) for text, number in found if number.isdecimal() and number != text]


def _strangers(named: Named, people: People, roll: Roll) -> list[str]:
    """Whom a source names who is no customer, in order."""
    return sorted(people.spellings[named.mentioned & (roll.places < 0)].tolist())


def _bare(text: str) -> str:
    """What is left of an id without what programs change on the way."""
    whole = _POINT_ZERO.sub("", text.strip())
    return _ZEROS.sub("", _ASIDE.sub("", whole)).casefold()
