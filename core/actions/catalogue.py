"""The catalogue of actions as text, read strictly and written back."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from math import isfinite

from core.errors import UserError
from core.settings import Action, Evidence

FIELDS = tuple(field.name for field in fields(Action))
SHARES = ("success_low", "success", "success_high")
HINT = "Correct it in the catalogue, or go back to the one that comes with Nonagon."


def read_catalogue(text: str) -> tuple[Action, ...]:
    """Give the actions of a catalogue, in its order.

    Parameters
    ----------
    text
        JSON: a list of objects with exactly the fields of `core.settings.Action`; ``needs``
        is an object of measure and ``[lowest, highest]``.

    Raises
    ------
    UserError
        If it is anything else, or a name comes twice; it names the action and the field.
    """
    try:
        entries = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as problem:
        raise UserError(
            f"The catalogue of actions cannot be read from line {problem.lineno} on.", HINT
        ) from problem
    if not isinstance(entries, list) or not entries:
        raise UserError("The catalogue of actions has to be a list with at least one action.", HINT)
    actions = tuple(_action(place, entry) for place, entry in enumerate(entries, start=1))
    names = Counter(action.name for action in actions)
    for name, times in names.items():
        if times > 1:
            raise _wrong(name, "name", f"is used by {times} actions; each needs its own")
    return actions


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            owner = dict(reversed(pairs)).get("name", "without a name")
            raise _wrong(str(owner), name, f"is given {times} times")
    return dict(pairs)


def _wrong(action: str, field: str, what: str) -> UserError:
    return UserError(f"Action ‘{action}’ of the catalogue: ‘{field}’ {what}.", HINT)


def _action(place: int, entry: object) -> Action:
    if not isinstance(entry, dict):
        raise UserError(f"Entry {place} of the catalogue is not an action with fields.", HINT)
    name = str(entry.get("name") or f"number {place}")
    for field in FIELDS:
        if field not in entry:
            raise _wrong(name, field, "is missing")
    for field in entry:
        if field not in FIELDS:
            raise _wrong(name, field, "is not a field of an action")
    low, likely, high = _shares(name, entry)
    return Action(
        name=_text(name, entry, "name"),
        title=_text(name, entry, "title"),
        description=_text(name, entry, "description"),
        unit_cost=_cost(name, entry),
        success_low=low,
        success=likely,
        success_high=high,
        evidence=_evidence(name, entry),
        raises=_raises(name, entry),
        sells=_sells(name, entry),
        needs=_needs(name, entry),
    )


def _text(name: str, entry: Mapping[str, object], field: str) -> str:
    value = entry[field]
    if not isinstance(value, str) or not value.strip():
        raise _wrong(name, field, "has to be a text")
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _cost(name: str, entry: Mapping[str, object]) -> float:
    value = entry["unit_cost"]
    if not isinstance(value, int | float) or not _is_number(value) or value <= 0:
        raise _wrong(name, "unit_cost", f"has to be a number above 0, not {json.dumps(value)}")
    return float(value)


def _share(name: str, field: str, value: object) -> float:
    if not isinstance(value, int | float) or not _is_number(value) or not 0 <= value <= 1:
        raise _wrong(name, field, f"has to be a number from 0 to 1, not {json.dumps(value)}")
    return float(value)


def _shares(name: str, entry: Mapping[str, object]) -> tuple[float, float, float]:
    low, likely, high = (_share(name, field, entry[field]) for field in SHARES)
    if low > likely:
        raise _wrong(name, "success_low", f"is {low:g}, which is more than success, {likely:g}")
    if high < likely:
        raise _wrong(name, "success_high", f"is {high:g}, which is less than success, {likely:g}")
    return low, likely, high


def _evidence(name: str, entry: Mapping[str, object]) -> Evidence:
    value = entry["evidence"]
    known = [evidence.value for evidence in Evidence]
    if value not in known:
        raise _wrong(name, "evidence", f"has to be one of: {', '.join(known)}")
    return Evidence(value)


def _raises(name: str, entry: Mapping[str, object]) -> tuple[str, ...]:
    value = entry["raises"]
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _wrong(name, "raises", "has to be a list of measures")
    if len(set(value)) < len(value):
        raise _wrong(name, "raises", "names a measure twice")
    return tuple(value)


def _sells(name: str, entry: Mapping[str, object]) -> bool:
    value = entry["sells"]
    if not isinstance(value, bool):
        raise _wrong(name, "sells", f"has to be true or false, not {json.dumps(value)}")
    return value


def _needs(name: str, entry: Mapping[str, object]) -> tuple[tuple[str, float, float], ...]:
    value = entry["needs"]
    if not isinstance(value, dict):
        raise _wrong(name, "needs", "has to give a lowest and a highest score for each measure")
    needs = []
    for measure, limits in value.items():
        if not isinstance(limits, list) or len(limits) != 2:  # noqa: PLR2004 - lowest and highest
            raise _wrong(name, f"needs {measure}", "has to be a lowest and a highest score")
        lowest, highest = (_share(name, f"needs {measure}", limit) for limit in limits)
        if lowest > highest:
            raise _wrong(name, f"needs {measure}", "has a lowest score above the highest")
        needs.append((str(measure), lowest, highest))
    return tuple(needs)
