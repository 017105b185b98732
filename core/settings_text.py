"""Settings and recipes written as JSON, for people who automate; every key is checked."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import UserError
from core.settings import Axis, Economics, Recipe, Segmentation, Settings, Valuation

Made = TypeVar("Made")

_PARTS: dict[str, type] = {
    "segmentation": Segmentation,
    "economics": Economics,
    "value": Valuation,
}
"""Parts of the settings that are objects, by their name in `Settings`."""


def recipe_from(text: str, name: str) -> tuple[str, Recipe]:
    """Return a recipe and the file it is for, "" for every file.

    Parameters
    ----------
    text
        A JSON object with the fields of `core.settings.Recipe`; ``roles``, ``answers`` and
        ``types`` are objects from column to role, answer or type, ``missing`` one from column
        to a text or a list of texts; ``file`` names the file it is for.
    name
        Where the text stands, for messages.

    Raises
    ------
    UserError
        If the text is not such an object; the message names the key.
    """
    found = _object(text, name)
    file = str(found.pop("file", ""))
    for key in ("roles", "answers", "types", "missing"):
        if isinstance(found.get(key), dict):
            found[key] = [
                [column, one]
                for column, value in found[key].items()
                for one in (value if key == "missing" and isinstance(value, list) else [value])
            ]
    return file, _made(Recipe, found, name)


def recipe_object(recipe: Recipe) -> dict[str, object]:
    """Return a recipe as the object that `recipe_from` reads."""
    missing: dict[str, list[str]] = {}
    for column, text in recipe.missing:
        missing.setdefault(column, []).append(text)
    return {
        **{field.name: getattr(recipe, field.name) for field in fields(recipe)},
        "roles": dict(recipe.roles),
        "answers": dict(recipe.answers),
        "types": dict(recipe.types),
        "missing": missing,
    }


def settings_from(text: str, name: str, settings: Settings) -> Settings:
    """Return the settings with what a JSON object says put in place.

    Its keys are ``axes`` (a list), ``segmentation``, ``economics``, ``value`` and ``budget``,
    with the fields of the settings of that name.

    Raises
    ------
    UserError
        If the text is not such an object; the message names the key.
    """
    found = _object(text, name)
    _check_keys(found, ("axes", *_PARTS, "budget"), name)
    if "axes" in found:
        if not isinstance(found["axes"], list):
            raise UserError(f"{name}, axes: a list is needed here.", "Write it between [ and ].")
        axes = tuple(_made(Axis, axis, f"{name}, axes") for axis in found["axes"])
        settings = replace(settings, axes=axes)
    for key, kind in _PARTS.items():
        if key in found:
            settings = replace(settings, **{key: _made(kind, found[key], f"{name}, {key}")})
    if "budget" in found:
        budget = _value(float | None, found["budget"], "budget", name)
        settings = replace(settings, budget=budget)
    return settings


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{name}, line {error.lineno}: this is not JSON ({error.msg})."
        raise UserError(message, "Look for a missing comma, quote or bracket there.") from error
    if not isinstance(found, dict):
        raise UserError(f"{name} holds no JSON object.", "It has to start with { and end with }.")
    return found


def _made(kind: type[Made], found: Mapping[str, Any], where: str) -> Made:
    """Return a frozen value made from an object, its fields checked against their types."""
    if not (is_dataclass(kind) and isinstance(found, Mapping)):
        raise UserError(f"{where}: an object is needed here.", "Write it between { and }.")
    hints = get_type_hints(kind)
    _check_keys(found, tuple(field.name for field in fields(kind)), where)
    values = {key: _value(hints[key], value, key, where) for key, value in found.items()}
    try:
        return kind(**values)
    except TypeError as error:
        raise UserError(f"{where}: a key is missing ({error}).", "Add it.") from error


def _check_keys(found: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in found:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"Did you mean “{close[0]}”?" if close else f"Known are {', '.join(known)}."
            raise UserError(f"{where}: there is no setting “{key}”.", hint)


def _value(hint: Any, value: Any, key: str, where: str) -> Any:
    """Return a value of the hinted type made from a JSON value."""
    if get_origin(hint) in {Union, types.UnionType}:
        if value is None:
            return None
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is tuple:
        return _pairs(hint, value, key, where)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _word(hint, value, key, where)
    return _plain(hint, value, key, where)


def _plain(hint: Any, value: Any, key: str, where: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, hint) and isinstance(value, bool) == (hint is bool):
        return value
    wanted = {float: "a number", int: "a whole number", bool: "true or false"}.get(hint, "a text")
    raise UserError(f"{where}: “{key}” is {json.dumps(value)}.", f"It has to be {wanted}.")


def _word(hint: type[StrEnum], value: Any, key: str, where: str) -> StrEnum:
    try:
        return hint(value)
    except ValueError as error:
        words = ", ".join(hint)
        message = f"{where}: “{key}” is {json.dumps(value)}."
        raise UserError(message, f"It has to be one of {words}.") from error


def _is_pair(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2  # noqa: PLR2004 - key and value


def _pairs(hint: Any, value: Any, key: str, where: str) -> tuple[Any, ...]:
    kind = get_args(hint)[0]
    if is_dataclass(kind):
        return _objects(kind, value, key, where)
    inner = get_args(kind)
    if not (isinstance(value, list) and all(_is_pair(one) for one in value)):
        raise UserError(f"{where}: “{key}” is {json.dumps(value)}.", "An object is needed here.")
    return tuple(
        tuple(_value(part, item, key, where) for part, item in zip(inner, pair, strict=True))
        for pair in value
    )


def _objects(kind: Any, value: Any, key: str, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise UserError(f"{where}, {key}: a list is needed here.", "Write it between [ and ].")
    return tuple(_made(kind, one, f"{where}, {key}") for one in value)
