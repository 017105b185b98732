"""Recipes of files that were read before, for the next file that has the same columns."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import UserError
from core.settings import Recipe
from core.settings_text import recipe_from, recipe_object

MOST_REMEMBERED = 40
_ALIKE = 0.8


@dataclass(frozen=True)
class Remembered:
    """How a file was read.

    Attributes
    ----------
    name
        Name of the file.
    columns
        The names of its columns.
    recipe
        What was chosen, without any data.
    """

    name: str
    columns: tuple[str, ...]
    recipe: Recipe


@dataclass(frozen=True)
class Likeness:
    """A file that was read before and has the same shape as another one.

    ``new`` are the columns that only the other one has, ``gone`` those that only it had.
    """

    remembered: Remembered
    new: tuple[str, ...]
    gone: tuple[str, ...]


def most_like(columns: Sequence[str], memory: Sequence[Remembered]) -> Likeness | None:
    """Find the file whose columns are most like some columns, the latest of equals.

    Returns
    -------
    Likeness or None
        None if no file shares at least four in five of the columns, of its own and of the others.
    """
    found = [(_share(columns, one.columns), place, one) for place, one in enumerate(memory)]
    share, _, best = max(found, default=(0.0, 0, None), key=lambda entry: entry[:2])
    if best is None or share < _ALIKE:
        return None
    return Likeness(
        best,
        tuple(name for name in columns if name not in best.columns),
        tuple(name for name in best.columns if name not in columns),
    )


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    common = len(set(one) & set(other))
    return common / max(len(one), len(other), 1)


def with_remembered(memory: Sequence[Remembered], new: Remembered) -> tuple[Remembered, ...]:
    """Put a file at the end of the memory, instead of one with the same columns."""
    others = [one for one in memory if one.columns != new.columns]
    return (*others, new)[-MOST_REMEMBERED:]


def memory_text(memory: Sequence[Remembered]) -> str:
    """Write the memory as JSON."""
    return json.dumps(
        [
            {
                "name": one.name,
                "columns": list(one.columns),
                "recipe": recipe_object(one.recipe),
            }
            for one in memory
        ],
        ensure_ascii=False,
    )


def memory_from(text: str) -> tuple[Remembered, ...]:
    """Read a memory; what cannot be read any more is forgotten."""
    try:
        entries = json.loads(text)
    except json.JSONDecodeError:
        return ()
    found = map(_remembered, entries if isinstance(entries, list) else [])
    return tuple(one for one in found if one is not None)


def _remembered(entry: Any) -> Remembered | None:
    try:
        recipe = recipe_from(json.dumps(entry["recipe"]), "")[1]
        return Remembered(str(entry["name"]), tuple(map(str, entry["columns"])), recipe)
    except (KeyError, TypeError, UserError):
        return None
