"""The table that a query reads, as its database is told of it: in parts, each in quotes."""

import re
from collections.abc import Sequence

from sqlglot import exp

from core.errors import UserError
from core.output.scoring.terms import name

_MOST_PARTS = 3
_PART = re.compile(
    r"""\s*(?: "(?P<double>(?:[^"]|"")+)" | `(?P<back>(?:[^`]|``)+)` | \[(?P<square>(?:[^]]|]])+)]
    | (?P<plain>[^."`\[\]]+) )\s*""",
    re.VERBOSE,
)
_DOUBLED = {"double": '"', "back": "`", "square": "]"}
_HOW = (
    "Write it as the database lists it, such as customers or crm.customers. Put a part that has "
    "a full stop or a quotation mark in it into double quotation marks."
)


def table_named(text: str) -> exp.Table:
    """Give the table of a name such as ``customers``, ``crm.customers`` or ``"a.b".customers``.

    Parameters
    ----------
    text
        The name: up to three parts, database, schema and table. Parts may stand in the quotation
        marks of any database, where doubled ones stand for themselves.

    Raises
    ------
    UserError
        If that is no name of a table.
    """
    own = [name(part) for part in reversed(_parts(text))]
    return exp.Table(**dict(zip(("this", "db", "catalog"), own, strict=False)))


def check_apart(table: exp.Table, stages: Sequence[str]) -> None:
    """Make sure that no database takes a table for a stage of the query.

    Raises
    ------
    UserError
        If it is called as one of them.
    """
    if not table.db and table.name.casefold() in map(str.casefold, stages):
        raise UserError(
            f"The query calls one of its own steps ‘{table.name}’, as your table is called.",
            f"Write the table with its schema, such as crm.{table.name}.",
        )


def _parts(text: str) -> list[str]:
    """Take a name apart at its full stops, but not within quotation marks."""
    found, place = [], 0
    while part := _PART.match(text, place):
        found.append(_bare(part))
        place = part.end()
        if place == len(text):
            return _checked(found, text)
        if text[place] != ".":
            break
        place += 1
    raise _no_name(text)


def _bare(part: re.Match[str]) -> str:
    kind = str(part.lastgroup)
    mark = _DOUBLED.get(kind, "")
    return part[kind].replace(mark * 2, mark) if mark else part[kind].strip()


def _checked(parts: list[str], text: str) -> list[str]:
    if len(parts) > _MOST_PARTS or not all(part.isprintable() and part.strip() for part in parts):
        raise _no_name(text)
    return parts


def _no_name(text: str) -> UserError:
    return UserError(f"‘{' '.join(text.split())}’ is no name of a table.", _HOW)
