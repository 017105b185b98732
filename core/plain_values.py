"""Frozen values as JSON and back: every field is written, and every one is checked on reading."""

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from math import isfinite
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import UserError

Made = TypeVar("Made")

_WANTED = {float: "a number", int: "a whole number", bool: "true or false", date: "a date"}


def _refuse(value: Any) -> Any:
    message = f"{type(value).__name__} is no part of a frozen value"
    raise TypeError(message)


def plain(value: Any, other: Callable[[Any], Any] = _refuse) -> Any:
    """Return a frozen value as what JSON can say: `made` gives the same value back.

    Tuples and sets become lists, records objects with all their fields, and numbers that are
    not finite become words.

    Parameters
    ----------
    value
        A record, a tuple, a set, a choice, a date, a text, a number, a truth value or None.
    other
        Asked for what stands for anything else; refuses it unless given.

    Raises
    ------
    TypeError
        If the value holds anything else.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), other) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(one, other) for one in value]
    if isinstance(value, frozenset):
        return sorted((plain(one, other) for one in value), key=json.dumps)
    return _plain_one(value, other)


def _plain_one(value: Any, other: Callable[[Any], Any]) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return other(value)


def made(kind: type[Made], found: object, where: str) -> Made:
    """Return a record made from an object of JSON, its fields checked against their types.

    Parameters
    ----------
    kind
        A frozen dataclass; a field that is not given has its default.
    found
        What `json.loads` has returned.
    where
        Where it stands, for messages.

    Raises
    ------
    UserError
        If it is no such object; the message names the key.
    """
    return Maker().record(kind, found, where)


def made_value(hint: Any, value: Any, key: str, where: str) -> Any:
    """Return a value of the hinted type made from a value of JSON.

    Raises
    ------
    UserError
        If it cannot be one; the message names the key.
    """
    return Maker().value(hint, value, key, where)


def check_keys(found: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Make sure that an object has known keys only.

    Raises
    ------
    UserError
        If it has another one.
    """
    for key in found:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"Did you mean “{close[0]}”?" if close else f"Known are {', '.join(known)}."
            raise UserError(f"{where}: there is no setting “{key}”.", hint)


class Maker:
    """Makes frozen values from JSON; what stands for something else is left to its reader.

    Parameters
    ----------
    sign
        Key of the objects that stand for something else.
    other
        Asked for what such an object stands for, with the type that is wanted.
    """

    def __init__(
        self, sign: str | None = None, other: Callable[[Any, Any], Any] | None = None
    ) -> None:
        self._sign = sign
        self._other = other

    def record(self, kind: type[Made], found: object, where: str) -> Made:
        """Return a record; see `made`."""
        if not (is_dataclass(kind) and isinstance(found, Mapping)):
            raise UserError(f"{where}: an object is needed here.", "Write it between { and }.")
        hints = get_type_hints(kind)
        check_keys(found, tuple(field.name for field in fields(kind)), where)
        values = {key: self.value(hints[key], one, key, where) for key, one in found.items()}
        try:
            return kind(**values)
        except TypeError as error:
            raise UserError(f"{where}: a key is missing ({error}).", "Add it.") from error

    def value(self, hint: Any, value: Any, key: str, where: str) -> Any:
        """Return a value of the hinted type; see `made_value`."""
        if self._other is not None and isinstance(value, Mapping) and self._sign in value:
            return self._other(hint, value)
        origin = get_origin(hint)
        if origin in {Union, types.UnionType}:
            return self._one_of(get_args(hint), value, key, where)
        if origin is tuple:
            return self._tuple(get_args(hint), value, key, where)
        if origin is frozenset:
            return frozenset(self._tuple((get_args(hint)[0], ...), value, key, where))
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(hint, value, f"{where}, {key}")
        return _simple(hint, value, key, where)

    def _one_of(self, hints: tuple[Any, ...], value: Any, key: str, where: str) -> Any:
        if value is None and types.NoneType in hints:
            return None
        possible = [hint for hint in hints if hint is not types.NoneType]
        for hint in possible[:-1]:
            try:
                return self.value(hint, value, key, where)
            except UserError:
                continue
        return self.value(possible[-1], value, key, where)

    def _tuple(self, hints: tuple[Any, ...], value: Any, key: str, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise UserError(f"{where}, {key}: a list is needed here.", "Write it between [ and ].")
        if hints[-1] is Ellipsis:
            hints = (hints[0],) * len(value)
        if len(value) != len(hints):
            raise _wrong(value, key, where, f"a list of {len(hints)}")
        return tuple(self.value(*pair, key, where) for pair in zip(hints, value, strict=True))


def _word(hint: type[Enum], value: Any, key: str, where: str) -> Enum:
    try:
        return hint(value)
    except ValueError as error:
        words = ", ".join(str(one.value) for one in hint)
        raise _wrong(value, key, where, f"one of {words}") from error


def _simple(hint: Any, value: Any, key: str, where: str) -> Any:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word(hint, value, key, where)
    if hint is float and not isinstance(value, bool | float):
        value = _number(value)
    if hint is date and isinstance(value, str):
        value = _day(value)
    fits = isinstance(hint, type) and isinstance(value, hint)
    if fits and isinstance(value, bool) == (hint is bool):
        return value
    raise _wrong(value, key, where, _WANTED.get(hint, "a text"))


def _number(value: Any) -> Any:
    """Return whole numbers, and the words for what is not finite, as floating numbers."""
    if isinstance(value, int) or value in ("inf", "-inf", "nan"):
        try:
            return float(value)
        except OverflowError:
            return value
    return value


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _wrong(value: Any, key: str, where: str, wanted: str) -> UserError:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"  # noqa: PLR2004 - fits a line
    return UserError(f"{where}: “{key}” is {shown}.", f"It has to be {wanted}.")
