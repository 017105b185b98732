"""Frozen values as JSON and back: every field is written, and every one is checked on reading."""

import json
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from math import isfinite
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import UserError

Made = TypeVar("Made")

_WANTED = {float: "a number", int: "a whole number", bool: "true or false", date: "a date"}


def plain(value: Any) -> Any:
    """Return a frozen value as what JSON can say: `made` gives the same value back.

    Tuples and sets become lists, records objects with all their fields, and numbers that are
    not finite become words.

    Raises
    ------
    TypeError
        If the value holds anything else.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, frozenset):
        return sorted((plain(one) for one in value), key=json.dumps)
    return _plain_one(value)


def _plain_one(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    message = f"{type(value).__name__} is no part of a frozen value"
    raise TypeError(message)


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
    if not (is_dataclass(kind) and isinstance(found, Mapping)):
        raise UserError(f"{where}: an object is needed here.", "Write it between { and }.")
    hints = get_type_hints(kind)
    check_keys(found, tuple(field.name for field in fields(kind)), where)
    values = {key: made_value(hints[key], value, key, where) for key, value in found.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise UserError(f"{where}: a key is missing ({error}).", "Add it.") from error


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


def made_value(hint: Any, value: Any, key: str, where: str) -> Any:
    """Return a value of the hinted type made from a value of JSON.

    Raises
    ------
    UserError
        If it cannot be one; the message names the key.
    """
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _one_of(get_args(hint), value, key, where)
    if origin is tuple:
        return _tuple(get_args(hint), value, key, where)
    if origin is frozenset:
        return frozenset(_tuple((get_args(hint)[0], ...), value, key, where))
    if is_dataclass(hint) and isinstance(hint, type):
        return made(hint, value, f"{where}, {key}")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word(hint, value, key, where)
    return _simple(hint, value, key, where)


def _one_of(hints: tuple[Any, ...], value: Any, key: str, where: str) -> Any:
    if value is None and types.NoneType in hints:
        return None
    possible = [hint for hint in hints if hint is not types.NoneType]
    for hint in possible[:-1]:
        try:
            return made_value(hint, value, key, where)
        except UserError:
            continue
    return made_value(possible[-1], value, key, where)


def _tuple(hints: tuple[Any, ...], value: Any, key: str, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise UserError(f"{where}, {key}: a list is needed here.", "Write it between [ and ].")
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(value)
    if len(value) != len(hints):
        raise _wrong(value, key, where, f"a list of {len(hints)}")
    return tuple(made_value(*pair, key, where) for pair in zip(hints, value, strict=True))


def _word(hint: type[Enum], value: Any, key: str, where: str) -> Enum:
    try:
        return hint(value)
    except ValueError as error:
        words = ", ".join(str(one.value) for one in hint)
        raise _wrong(value, key, where, f"one of {words}") from error


def _simple(hint: Any, value: Any, key: str, where: str) -> Any:
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
