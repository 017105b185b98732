"""Settings and recipes written as JSON, for people who automate; every key is checked."""

import json
from dataclasses import fields, replace
from typing import Any, get_type_hints

from core.errors import UserError
from core.plain_values import check_keys, made, made_value, plain
from core.settings import Recipe, Settings

_DATA = ("sources", "earlier", "previous")

SHARED = tuple(field.name for field in fields(Settings) if field.name not in _DATA)
"""What of the settings can be written down for others: all but where the data are."""

_PAIRED = ("capacities", "hold_outs")
"""May be written as objects from name to number."""


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
    return file, made(Recipe, found, name)


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

    Its keys are the fields of `core.settings.Settings` except ``sources``: ``axes`` (a list),
    ``segmentation``, ``economics`` and so on; and ``budget``, that of ``plan``. Channels and
    actions with a number each may be written as an object.

    Raises
    ------
    UserError
        If the text is not such an object; the message names the key.
    """
    found = _object(text, name)
    check_keys(found, (*SHARED, "budget"), name)
    budget = {"budget": found.pop("budget")} if "budget" in found else {}
    hints = get_type_hints(Settings)
    given = {key: made_value(hints[key], _paired(value), key, name) for key, value in found.items()}
    settings = replace(settings, **given)
    limits = {key: made_value(float | None, value, key, name) for key, value in budget.items()}
    return replace(settings, plan=replace(settings.plan, **limits)) if limits else settings


def _paired(value: Any) -> Any:
    """Return an object with the pairs that are written as objects put as lists."""
    if not isinstance(value, dict):
        return value
    return {
        key: [list(pair) for pair in one.items()]
        if key in _PAIRED and isinstance(one, dict)
        else one
        for key, one in value.items()
    }


def settings_text(settings: Settings) -> str:
    """Return the settings as the text that `settings_from` reads, without sources.

    It names no file, no column but those that the axes and actions ask for, and no customer.
    """
    found = {name: plain(getattr(settings, name)) for name in SHARED}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"{name}, line {error.lineno}: this is not JSON ({error.msg})."
        raise UserError(message, "Look for a missing comma, quote or bracket there.") from error
    if not isinstance(found, dict):
        raise UserError(f"{name} holds no JSON object.", "It has to start with { and end with }.")
    return found
