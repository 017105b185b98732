"""The columns of a list as people write them down: a title, and what stands in each cell.

::

    # HubSpot, contacts
    Record ID = {Customer}
    First name = {First name?}
    Greeting = Dear {First name|customer}, …

Each line is a column. Words in braces are columns of the program or of the files that were read,
by their title. A line with nothing else is that column exactly, a number as a number; otherwise
it is a text for each customer. After ``|`` stands what is said where a value is missing. A line
with ``{…?}`` is left out if there is no such column; without the question mark that is a mistake.
A column whose title is just what stands in the braces is meant before all else.
Lines that start with ``#`` are remarks; ``{{`` and ``}}`` are braces.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from core.errors import UserError

MOST_COLUMNS = 200
_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")
_SET_APART = " = "


@dataclass(frozen=True)
class Field:
    """A value of the customer inside a text.

    Attributes
    ----------
    name
        Title of the column.
    otherwise
        What is said where it is missing.
    may_lack
        Whether the line is left out if there is no such column.
    written
        All that stands in the braces.
    """

    name: str
    otherwise: str = ""
    may_lack: bool = False
    written: str = field(default="", compare=False)

    def meant(self, known: Container[str]) -> "Field":
        """Return the field with the name that is meant among known ones, in small letters."""
        if self.written.casefold() in known:
            return Field(self.written)
        if self.may_lack and f"{self.name}?".casefold() in known:
            return Field(f"{self.name}?", self.otherwise)
        return self


@dataclass(frozen=True)
class TemplateLine:
    """A column of a list: its title, and the texts and fields that make up a cell."""

    title: str
    parts: tuple[str | Field, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The values of the customer in it."""
        return tuple(part for part in self.parts if isinstance(part, Field))

    def meant(self, known: Container[str]) -> "TemplateLine":
        """Return the line with the names that are meant among known ones, in small letters."""
        parts = (part.meant(known) if isinstance(part, Field) else part for part in self.parts)
        return replace(self, parts=tuple(parts))

    @property
    def plain(self) -> Field | None:
        """The field, if a cell is nothing but its value."""
        only = self.parts[0] if len(self.parts) == 1 else None
        return only if isinstance(only, Field) and not only.otherwise else None


def template_of(text: str) -> tuple[TemplateLine, ...]:
    """Return the columns that a template describes.

    Raises
    ------
    UserError
        If a line has no such form, a title comes twice, or there is no column, or far too many.
    """
    lines = [
        _line(number, line.strip())
        for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    titles = [line.title for line in lines]
    twice = next((title for title in titles if titles.count(title) > 1), "")
    if twice:
        raise UserError(
            f"The list has two columns called ‘{twice}’.", "Give each column a title of its own."
        )
    if not 0 < len(lines) <= MOST_COLUMNS:
        raise UserError(
            f"The list has {len(lines)} columns.",
            f"Write 1 to {MOST_COLUMNS} lines such as: Segment = {{Segment}}",
        )
    return tuple(lines)


def _line(number: int, line: str) -> TemplateLine:
    title, apart, content = line.partition(_SET_APART)
    if not apart and line.endswith(_SET_APART.rstrip()):
        title, apart, content = line[:-2], _SET_APART, ""
    if not apart or not title.strip():
        raise UserError(
            f"Line {number} of the list has no title: ‘{line[:60]}’.",
            "Write a title, an equals sign between spaces, and what stands in the column.",
        )
    return TemplateLine(title.strip(), tuple(_parts(number, content.strip())))


def _parts(number: int, content: str) -> Iterable[str | Field]:
    text = ""
    for match in _PART.finditer(content):
        found, name = match[0], match[1]
        if name is None:
            if found in {"{", "}"}:
                raise _unmatched(number)
            text += found[0] if found in {"{{", "}}"} else found
            continue
        if text:
            yield text
            text = ""
        yield _field(number, name)
    if text:
        yield text


def _unmatched(number: int) -> UserError:
    return UserError(
        f"Line {number} of the list has a brace without its partner.",
        "Write {Name} for a value, and {{ or }} for a brace itself.",
    )


def _field(number: int, inside: str) -> Field:
    name, _bar, otherwise = inside.partition("|")
    lacks = name.rstrip().endswith("?")
    name = name.rstrip().removesuffix("?").strip()
    if not name:
        raise UserError(
            f"Line {number} of the list has braces without a name.", "Write one, such as {Segment}."
        )
    return Field(name, otherwise.strip(), lacks, inside.strip())


def line_of(title: str) -> str:
    """Return the line for a column as it is; "" if its title means something else in a template."""
    line = f"{title} = {{{title}}}"
    try:
        [read] = template_of(line)
    except (UserError, ValueError):
        return ""
    same = read.title == title and [part.written for part in read.fields] == [title]
    return line if same and len(read.parts) == 1 else ""


def no_such_column(name: str, known: Iterable[str]) -> UserError:
    """Return what is said about a name that no column has."""
    close = get_close_matches(name, list(known), 1)
    hint = f"Did you mean {{{close[0]}}}?" if close else "Choose one of the columns of Customers."
    return UserError(f"The list wants ‘{name}’, and there is no such column.", hint)
