"""The catalogue of actions as text, read strictly and written back."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from math import isfinite

from core.actions.order import check_order
from core.errors import UserError
from core.settings import Action, Comparison, Condition, Evidence

FIELDS = tuple(field.name for field in fields(Action))
REQUIRED = tuple(field.name for field in fields(Action) if field.default is MISSING)
SHARES = ("success_low", "success", "success_high")
HINT = "Correct it in the catalogue, or go back to the one that comes with Nonagon."
MOST_RULES = 15
MOST_MONTHS = 1_200
_PAIR, _TRIPLE = 2, 3


def read_catalogue(text: str) -> tuple[Action, ...]:
    """Give the actions of a catalogue, in its order.

    Parameters
    ----------
    text
        JSON: a list of objects with the fields of `core.settings.Action`. ``moves`` and
        ``uses`` are objects of a name and a number; ``needs`` is an object of measure and
        ``[lowest, highest]``; ``who`` is a list of ``[column, test, value]``.

    Raises
    ------
    UserError
        If it is anything else, a name comes twice, or the order goes round; it names the
        action and the field.
    """
    try:
        entries = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as problem:
        raise UserError(
            f"The catalogue of actions cannot be read from line {problem.lineno} on.", HINT
        ) from problem
    if not isinstance(entries, list) or not entries:
        raise UserError("The catalogue of actions has to be a list with at least one action.", HINT)
    actions = tuple(_named(place, entry) for place, entry in enumerate(entries, start=1))
    check_catalogue(actions)
    return actions


def check_catalogue(actions: Sequence[Action]) -> None:
    """Make sure that every action has a name of its own and the order does not go round.

    Raises
    ------
    UserError
        If they have not, or it does.
    """
    for what, names in (
        ("name", [action.name for action in actions]),
        ("title", [action.title for action in actions]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                raise _wrong(name, what, f"is used by {times} actions; each needs its own")
    check_order(actions)


def catalogue_text(actions: Sequence[Action]) -> str:
    """Write a catalogue as JSON that `read_catalogue` reads back as it was."""
    return json.dumps([entry_of(action) for action in actions], ensure_ascii=False, indent=2) + "\n"


def entry_of(action: Action) -> dict[str, object]:
    """Give the fields of an action as they are written as JSON."""
    entry: dict[str, object] = {field: getattr(action, field) for field in FIELDS}
    return entry | {
        "evidence": action.evidence.value,
        "moves": dict(action.moves),
        "needs": {measure: [low, high] for measure, low, high in action.needs},
        "who": [[one.column, one.test.value, one.value] for one in action.who],
        "after": list(action.after),
        "uses": dict(action.uses),
    }


class FieldProblem(Exception):  # noqa: N818 - it becomes a UserError where it is known where
    """A field of an action that cannot be what it is."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__(f"{field} {what}")
        self.field = field
        self.what = what


def action_from(entry: Mapping[str, object]) -> Action:
    """Make an action from its fields.

    Raises
    ------
    FieldProblem
        If one is missing, unknown or has no meaning.
    """
    for field in REQUIRED:
        if field not in entry:
            raise FieldProblem(field, "is missing")
    for field in entry:
        if field not in FIELDS:
            raise FieldProblem(field, "is not a field of an action")
    low, likely, high = _shares(entry)
    return Action(
        name=_text(entry, "name"),
        title=_text(entry, "title"),
        description=_text(entry, "description"),
        unit_cost=_cost(entry),
        success_low=low,
        success=likely,
        success_high=high,
        evidence=_evidence(entry.get("evidence", Evidence.ASSUMED.value)),
        moves=_amounts("moves", entry.get("moves", {}), (-1.0, 1.0)),
        sells=_sells(entry.get("sells", False)),
        needs=_needs(entry.get("needs", {})),
        who=_who(entry.get("who", [])),
        after=_names(entry.get("after", [])),
        uses=_amounts("uses", entry.get("uses", {}), (0.0, float("inf"))),
        cooling_months=_months(entry.get("cooling_months", 0)),
        done_on=_optional_text("done_on", entry.get("done_on", "")),
    )


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            owner = dict(reversed(pairs)).get("name", "without a name")
            raise _wrong(str(owner), name, f"is given {times} times")
    return dict(pairs)


def _wrong(action: str, field: str, what: str) -> UserError:
    return UserError(f"Action ‘{action}’ of the catalogue: ‘{field}’ {what}.", HINT)


def _named(place: int, entry: object) -> Action:
    if not isinstance(entry, dict):
        raise UserError(f"Entry {place} of the catalogue is not an action with fields.", HINT)
    try:
        return action_from(entry)
    except FieldProblem as problem:
        name = str(entry.get("name") or f"number {place}")
        raise _wrong(name, problem.field, problem.what) from problem


def _text(entry: Mapping[str, object], field: str) -> str:
    value = entry[field]
    if not isinstance(value, str) or not value.strip():
        raise FieldProblem(field, "has to be a text")
    return value


def _optional_text(field: str, value: object) -> str:
    if not isinstance(value, str):
        raise FieldProblem(field, "has to be a text")
    return value


def _number(field: str, value: object, what: str) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, int | float) or not known or not isfinite(value):
        raise FieldProblem(field, f"has to be {what}, not {_shown(value)}")
    return float(value)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _cost(entry: Mapping[str, object]) -> float:
    value = _number("unit_cost", entry["unit_cost"], "a number above 0")
    if value <= 0:
        raise FieldProblem("unit_cost", f"has to be a number above 0, not {_shown(value)}")
    return value


def _share(field: str, value: object) -> float:
    share = _number(field, value, "a number from 0 to 1")
    if not 0 <= share <= 1:
        raise FieldProblem(field, f"has to be a number from 0 to 1, not {_shown(value)}")
    return share


def _shares(entry: Mapping[str, object]) -> tuple[float, float, float]:
    low, likely, high = (_share(field, entry[field]) for field in SHARES)
    if low > likely:
        raise FieldProblem("success_low", f"is {low:g}, which is more than success, {likely:g}")
    if high < likely:
        raise FieldProblem("success_high", f"is {high:g}, which is less than success, {likely:g}")
    return low, likely, high


def _evidence(value: object) -> Evidence:
    known = [evidence.value for evidence in Evidence]
    if value not in known:
        raise FieldProblem("evidence", f"has to be one of: {', '.join(known)}")
    return Evidence(value)


def _amounts(
    field: str, value: object, limits: tuple[float, float]
) -> tuple[tuple[str, float], ...]:
    """Names with a number each, which is not 0."""
    if not isinstance(value, dict) or not all(isinstance(name, str) and name for name in value):
        raise FieldProblem(field, "has to give a number for each name")
    _few(field, value)
    low, high = limits
    words = f"a number from {low:g} to {high:g}" if isfinite(high) else f"a number above {low:g}"
    found = [(name, _number(f"{field} {name}", far, words)) for name, far in value.items()]
    for name, far in found:
        if not low <= far <= high or far == 0:
            raise FieldProblem(f"{field} {name}", f"has to be {words} and not 0")
    return tuple(found)


def _few(field: str, found: Sequence[object] | Mapping[str, object]) -> None:
    if len(found) > MOST_RULES:
        raise FieldProblem(field, f"has {len(found)} entries; {MOST_RULES} is the most")


def _sells(value: object) -> bool:
    if not isinstance(value, bool):
        raise FieldProblem("sells", f"has to be true or false, not {_shown(value)}")
    return value


def _needs(value: object) -> tuple[tuple[str, float, float], ...]:
    if not isinstance(value, dict):
        raise FieldProblem("needs", "has to give a lowest and a highest score for each measure")
    _few("needs", value)
    needs = []
    for measure, limits in value.items():
        if not isinstance(limits, list) or len(limits) != _PAIR:
            raise FieldProblem(f"needs {measure}", "has to be a lowest and a highest score")
        lowest, highest = (_share(f"needs {measure}", limit) for limit in limits)
        if lowest > highest:
            raise FieldProblem(f"needs {measure}", "has a lowest score above the highest")
        needs.append((str(measure), lowest, highest))
    return tuple(needs)


def _who(value: object) -> tuple[Condition, ...]:
    if not isinstance(value, list):
        raise FieldProblem("who", "has to be a list of conditions")
    _few("who", value)
    tests = [test.value for test in Comparison]
    conditions = []
    for one in value:
        texts = isinstance(one, list) and all(isinstance(part, str) for part in one)
        if not texts or len(one) != _TRIPLE or not one[0]:
            raise FieldProblem("who", "has to give a column, a test and a value for each condition")
        if one[1] not in tests:
            raise FieldProblem(f"who {one[0]}", f"has to use one of: {', '.join(tests)}")
        conditions.append(Condition(one[0], Comparison(one[1]), one[2]))
    return tuple(conditions)


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise FieldProblem("after", "has to be a list of names of actions")
    if len(set(value)) < len(value):
        raise FieldProblem("after", "names an action twice")
    _few("after", value)
    return tuple(value)


def _months(value: object) -> int:
    months = _number("cooling_months", value, "a whole number of months")
    if months != int(months) or not 0 <= months <= MOST_MONTHS:
        raise FieldProblem("cooling_months", f"has to be a whole number from 0 to {MOST_MONTHS:,}")
    return int(months)
