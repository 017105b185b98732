"""Settings and recipes written as JSON, for people who automate; every key is checked."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import UserError
from core.settings import (
    Axis,
    Economics,
    MoveAssumptions,
    Objective,
    PlanSettings,
    Recipe,
    Segmentation,
    Settings,
)

Made = TypeVar("Made")


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

    Its keys are ``axes`` and ``objectives`` (lists), ``segmentation``, ``economics``, ``moves``
    and ``plan``, with the fields of the settings of that name, and ``budget``.

    Raises
    ------
    UserError
        If the text is not such an object; the message names the key.
    """
    found = _object(text, name)
    _check_keys(found, (*_LISTS, *_OBJECTS, "budget"), name)
    changes: dict[str, Any] = {}
    for key, kind in _LISTS.items():
        if key in found:
            changes[key] = _made_each(kind, found[key], f"{name}, {key}")
    for key, of in _OBJECTS.items():
        if key in found:
            for part in _PAIRED:
                if isinstance(found[key], dict) and isinstance(found[key].get(part), dict):
                    found[key][part] = list(found[key][part].items())
            changes[key] = _made(of, found[key], f"{name}, {key}")
    settings = replace(settings, **changes)
    if "budget" in found:
        budget = _value(float | None, found["budget"], "budget", name)
        settings = replace(settings, plan=replace(settings.plan, budget=budget))
    return settings


_LISTS: dict[str, type] = {"axes": Axis, "objectives": Objective}
_OBJECTS: dict[str, type] = {
    "segmentation": Segmentation,
    "economics": Economics,
    "moves": MoveAssumptions,
    "plan": PlanSettings,
}
_PAIRED = ("capacities", "hold_outs")
"""Written as objects from name to number."""


def _made_each(kind: type[Made], found: Any, where: str) -> tuple[Made, ...]:
    if not isinstance(found, list):
        raise UserError(f"{where}: a list is needed here.", "Write it between [ and ].")
    return tuple(_made(kind, one, where) for one in found)


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
    inner = get_args(get_args(hint)[0])
    if not (isinstance(value, list) and all(_is_pair(one) for one in value)):
        raise UserError(f"{where}: “{key}” is {json.dumps(value)}.", "An object is needed here.")
    return tuple(
        tuple(_value(part, item, key, where) for part, item in zip(inner, pair, strict=True))
        for pair in value
    )
