"""Assumptions with the changes that were made to them outside the program."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.actions.catalogue import FieldProblem, action_from, entry_of
from core.errors import UserError
from core.settings import Action, Settings
from core.tables.changes import Change

HINT = "Correct that cell, save the workbook and read it back again."


def taken(settings: Settings, changes: Sequence[Change]) -> Settings:
    """Return the settings with some changes.

    Raises
    ------
    UserError
        If the changes together make no sense.
    """
    by_action: dict[str, dict[str, Any]] = {}
    for change in changes:
        if change.group == "action":
            by_action.setdefault(change.owner, {})[change.field] = change.value
        elif change.group == "capacity":
            settings = _with_capacity(settings, change)
        else:
            part = getattr(settings, change.group)
            settings = replace(
                settings, **{change.group: replace(part, **{change.field: change.value})}
            )
    catalogue = [_changed(action, by_action.get(action.name)) for action in settings.catalogue]
    return replace(settings, catalogue=tuple(catalogue))


def _with_capacity(settings: Settings, change: Change) -> Settings:
    known = dict(settings.plan.capacities)
    if change.value is None:
        known.pop(change.owner, None)
    else:
        known[change.owner] = change.value
    return replace(settings, plan=replace(settings.plan, capacities=tuple(known.items())))


def _changed(action: Action, fields: dict[str, Any] | None) -> Action:
    if not fields:
        return action
    try:
        return action_from(entry_of(action) | fields)
    except FieldProblem as problem:
        raise UserError(f"{action.title}: ‘{problem.field}’ {problem.what}.", HINT) from problem
