"""The grammar of formulas: text to a tree of numbers, columns and operations.

    sum      = product {("+" | "-") product}
    product  = signed {("*" | "/") signed}
    signed   = ["-" | "+"] signed | operand
    operand  = number | column | "[" column "]" | function "(" sum {"," sum} ")" | "(" sum ")"

A column is the longest known name that stands at that place, whatever is in it; square
brackets name any column, with "]]" for a bracket in the name.
"""

import difflib
import re
from dataclasses import dataclass

from core.errors import UserError

FUNCTIONS = {"min": (2, 9), "max": (2, 9), "abs": (1, 1), "log": (1, 1)}
_LONGEST = 2_000
_DEEPEST = 50
_MOST_LISTED = 12
_SIGNS = str.maketrans({"−": "-", "×": "*", "÷": "/"})
_NUMBER = re.compile(r"(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?(?!\w)")
_BRACKETED = re.compile(r"\[((?:[^\]]|\]\])*)\]")
_CHUNK = re.compile(r"[^-+*/(),]+")
_HINT = (
    "A formula has columns, numbers, + - * / and parentheses, min, max, abs and log;"
    " [square brackets] around a column's name always work."
)


@dataclass(frozen=True)
class Number:
    """A number written in a formula."""

    value: float


@dataclass(frozen=True)
class Column:
    """A column named in a formula."""

    name: str


@dataclass(frozen=True)
class Operation:
    """A sign or function and what it is applied to."""

    symbol: str
    operands: tuple["Tree", ...]


Tree = Number | Column | Operation


def parse(formula: str, names: tuple[str, ...]) -> Tree:
    """Read a formula.

    Parameters
    ----------
    formula
        Such as ``"Total Refunds + 2 * Calls"``.
    names
        Columns that there are.

    Raises
    ------
    UserError
        If it names an unknown column or breaks the grammar; says where.
    """
    if formula.strip() in names:
        return Column(formula.strip())
    return _Reader(formula, names).whole()


def written(name: str, names: tuple[str, ...]) -> str:
    """Formula that stands for one column and nothing else."""
    return name if name in names and name == name.strip() else f"[{name.replace(']', ']]')}]"


def nearest_name(wanted: str, names: tuple[str, ...]) -> str:
    """Column most like what was written, or ""."""
    by_key = {name.casefold(): name for name in reversed(names)}
    close = difflib.get_close_matches(wanted.casefold(), by_key, n=1)
    return by_key[close[0]] if close else ""


class _Reader:
    """Recursive descent over one formula; `_at` is the place of the next character."""

    def __init__(self, formula: str, names: tuple[str, ...]) -> None:
        self._formula = formula
        self._text = formula.translate(_SIGNS)
        self._names = sorted(
            (name for name in names if name and not _NUMBER.fullmatch(name)),
            key=lambda name: (-len(name), name),
        )
        self._all_names = names
        self._at = 0
        self._depth = 0

    def whole(self) -> Tree:
        """Read all of it."""
        if not self._text.strip():
            raise UserError("The formula is empty.", "Name a column or write a formula of columns.")
        if len(self._text) > _LONGEST:
            raise UserError(f"The formula is longer than {_LONGEST:,} characters.", _HINT)
        tree = self._sum()
        if self._next():
            raise self._unexpected()
        return tree

    def _next(self) -> str:
        """Skip blanks; the character at this place, "" at the end."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _take(self, signs: str) -> str:
        """Take the next character if it is one of these."""
        sign = self._next()
        if sign and sign in signs:
            self._at += 1
            return sign
        return ""

    def _sum(self) -> Tree:
        tree = self._product()
        while sign := self._take("+-"):
            tree = Operation(sign, (tree, self._product()))
        return tree

    def _product(self) -> Tree:
        tree = self._signed()
        while sign := self._take("*/"):
            tree = Operation(sign, (tree, self._signed()))
        return tree

    def _signed(self) -> Tree:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(f"is nested more than {_DEEPEST} deep")
        sign = self._take("+-")
        tree = self._signed() if sign else self._operand()
        self._depth -= 1
        return Operation("negative", (tree,)) if sign == "-" else tree

    def _operand(self) -> Tree:
        sign = self._next()
        if sign == "[":
            return self._bracketed()
        if function := self._function():
            return self._call(function)
        if name := self._known():
            return self._column(name)
        if number := _NUMBER.match(self._text, self._at):
            self._at = number.end()
            return Number(float(number.group()))
        if self._take("("):
            return self._closed(self._sum())
        raise self._missing_operand()

    def _closed(self, tree: Tree) -> Tree:
        """Take the parenthesis that closes."""
        if not self._take(")"):
            raise self._unexpected() if self._next() else self._wrong("lacks a closing parenthesis")
        return tree

    def _function(self) -> str:
        """Name of the function that is called at this place, or ""."""
        match = re.compile(r"(\w+)\s*\(").match(self._text, self._at)
        if match is None or match.group(1).lower() not in FUNCTIONS:
            return ""
        if len(self._known()) > len(match.group(1)):
            return ""
        self._at = match.end()
        return match.group(1).lower()

    def _call(self, function: str) -> Tree:
        operands = [self._sum()]
        while self._take(","):
            operands.append(self._sum())
        least, most = FUNCTIONS[function]
        self._closed(operands[0])
        if not least <= len(operands) <= most:
            wanted = "one value" if most == 1 else f"{least} to {most} values, with commas between"
            raise self._wrong(f"gives {function} {len(operands)}; it takes {wanted}")
        return Operation(function, tuple(operands))

    def _bracketed(self) -> Tree:
        match = _BRACKETED.match(self._text, self._at)
        if match is None:
            raise self._wrong("lacks a closing square bracket")
        # Taken from what was written, since a sign inside a name is part of the name.
        inside = self._formula[self._at + 1 : match.end() - 1].replace("]]", "]")
        name = self._named(inside) or self._named(inside.strip())
        if not name:
            raise self._unknown(inside.strip())
        self._at = match.end()
        return Column(name)

    def _named(self, text: str) -> str:
        """Column called exactly this, or this but for capitals, or ""."""
        if text in self._all_names:
            return text
        alike = [name for name in self._all_names if name.casefold() == text.casefold()]
        if len(alike) > 1:
            raise UserError(
                f"‘{self._formula}’: {text} could be {' or '.join(sorted(alike))}.",
                "Write the column's name with the same capitals.",
            )
        return alike[0] if alike else ""

    def _known(self) -> str:
        """Text of the longest column name that stands at this place, or ""."""
        for name in self._names:
            text = self._formula[self._at : self._at + len(name)]
            if text.casefold() == name.casefold() and self._ends_word(len(name)):
                return text
        return ""

    def _ends_word(self, length: int) -> bool:
        """Whether a name of this length does not break off inside a word."""
        end = self._at + length
        return not re.match(r"\w\w", self._text[end - 1 : end + 1])

    def _column(self, text: str) -> Tree:
        start = self._at
        self._at += len(text)
        following = self._next()
        if following and following not in "+-*/),":
            self._suggest_longer(start, text)
        return Column(self._named(text))

    def _suggest_longer(self, start: int, text: str) -> None:
        """Complain about a name that goes on, if another column is more like all of it."""
        chunk = _CHUNK.match(self._text, start)
        wanted = chunk.group().strip() if chunk else ""
        close = nearest_name(wanted, self._all_names)
        if close and close.casefold() != text.casefold():
            raise self._unknown(wanted)

    def _unknown(self, wanted: str) -> UserError:
        close = nearest_name(wanted, self._all_names)
        question = f" Did you mean {close}?" if close else ""
        listed = ", ".join(self._all_names[:_MOST_LISTED])
        listed += " …" if len(self._all_names) > _MOST_LISTED else ""
        hint = f"Write {close} instead." if close else f"The columns are {listed}."
        message = f"‘{self._formula}’: there is no column {wanted}.{question}"
        return UserError(message, hint)

    def _missing_operand(self) -> UserError:
        chunk = _CHUNK.match(self._text, self._at)
        if chunk is not None and re.match(r"\w", chunk.group()):
            return self._unknown(chunk.group().strip())
        return self._unexpected()

    def _unexpected(self) -> UserError:
        if not self._next():
            return self._wrong("ends where a column or a number should follow")
        found = self._text[self._at :].split()[0]
        return self._wrong(f"cannot be read from ‘{found}’ on, at character {self._at + 1}")

    def _wrong(self, what: str) -> UserError:
        return UserError(f"The formula ‘{self._formula}’ {what}.", _HINT)
