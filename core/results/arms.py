"""Who was to get which action, and who was held out, from the files that say so."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.errors import UserError
from core.intake.words import CONTROL, CONTROL_STARTS
from core.results.columns import labels_of, numbers_of
from core.settings import Action, Kind, Role
from core.tables.periods import Arms
from core.tables.sources import Column, SourceTable

_MOST_ACTIONS = 100


@dataclass(frozen=True, eq=False)
class Assignment:
    """Who was to get what.

    Attributes
    ----------
    arms
        One for each action, by key.
    unmatched
        Rows whose customer is not among those of the earlier period.
    notes
        What was left out, as sentences.
    """

    arms: tuple[Arms, ...]
    unmatched: int = 0
    notes: tuple[str, ...] = ()


def says_control(value: str) -> bool:
    """Whether a value stands for those who got nothing."""
    plain = value.strip().casefold()
    return plain in CONTROL or plain.startswith(CONTROL_STARTS)


def assignment_of(
    sources: Sequence[SourceTable], ids: pd.Index, catalogue: Sequence[Action]
) -> Assignment:
    """Find out who was to get which action.

    Parameters
    ----------
    sources
        All sources; those of the kind treatments count.
    ids
        Ids of the earlier period's customers.
    catalogue
        The actions; one that is named in a file by its key or title is taken for it.

    Raises
    ------
    UserError
        If a file of treatments has no column for the customer, the action or the arm, an open
        question, or far too many actions.
    """
    parts = [_rows_of(source) for source in sources if source.kind is Kind.TREATMENTS]
    if not parts:
        return Assignment(())
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[(rows["arm"] != "") & (rows["action"] != "")]
    places = pd.Index(plain_ids(ids.tolist())).get_indexer(pd.Index(rows["customer"]))
    rows = rows.assign(place=places, treated=~_control(rows["arm"]))
    known = rows[rows["place"] >= 0]
    actions = {name: _in_catalogue(name, catalogue) for name in sorted(set(known["action"]))}
    if len(actions) > _MOST_ACTIONS:
        raise UserError(
            f"There are {len(actions):,} different actions in the files of treatments.",
            "Set the role of the column that names the action to ‘action’.",
        )
    keys = {name: action.name if action else name for name, action in actions.items()}
    named = {keys[name]: action for name, action in actions.items()}
    known = known.assign(action=known["action"].map(keys))
    notes: list[str] = []
    arms = [_arms(key, known[known["action"] == key], named[key], notes) for key in sorted(named)]
    return Assignment(tuple(arms), int((places < 0).sum()), tuple(notes))


def _control(arms: pd.Series) -> np.ndarray:
    """Whether each arm is that of those who got nothing."""
    words = {value: says_control(value) for value in arms.unique()}
    return arms.map(words).to_numpy(dtype=np.bool_)


def _rows_of(source: SourceTable) -> pd.DataFrame:
    if source.questions:
        raise UserError(source.questions[0].text, source.questions[0].hint)
    roles = {column.role: column for column in reversed(source.columns)}
    for role in (Role.CUSTOMER, Role.ACTION, Role.ARM):
        if role not in roles:
            raise UserError(
                f"{source.name} does not say which column is the {role}.",
                f"Set the role of the column to ‘{role}’.",
            )
    cost, received = roles.get(Role.COST), roles.get(Role.RECEIVED)
    missing = np.full(len(source.table), np.nan)
    return pd.DataFrame(
        {
            "customer": plain_ids(labels_of(source, roles[Role.CUSTOMER]).tolist()),
            "action": labels_of(source, roles[Role.ACTION]).to_numpy(),
            "arm": labels_of(source, roles[Role.ARM]).to_numpy(),
            "cost": missing if cost is None else numbers_of(source, cost),
            "received": missing if received is None else _received(source, received),
        }
    )


def _received(source: SourceTable, column: Column) -> np.ndarray:
    return (numbers_of(source, column) > 0).astype(np.float64)


def plain_ids(names: list[str]) -> list[str]:
    """Return what ids are compared by, as when sources are joined."""
    if not all(map(str.isascii, names)):
        names = [unicodedata.normalize("NFC", name) for name in names]
    return [name.strip() for name in names]


def _in_catalogue(name: str, catalogue: Sequence[Action]) -> Action | None:
    wanted = name.replace("_", " ").casefold()
    for action in catalogue:
        if wanted in (action.name.replace("_", " ").casefold(), action.title.casefold()):
            return action
    return None


def _arms(key: str, rows: pd.DataFrame, known: Action | None, notes: list[str]) -> Arms:
    title = known.title if known is not None else key
    sides = rows.groupby("place")["treated"].agg(["min", "max"])
    torn = sides.index[sides["min"] != sides["max"]]
    if len(torn):
        notes.append(f"{title}: {len(torn):,} customers stand in both arms and are left out of it.")
    once = rows[~rows["place"].isin(torn)].groupby("place", sort=True)
    treated = once["treated"].first().to_numpy(dtype=np.bool_)
    received = once["received"].max()
    paid = once["cost"].sum(min_count=1).to_numpy()[treated]
    cost = known.unit_cost if known is not None else None
    if np.isfinite(paid).any():
        cost = float(np.nanmean(np.sort(paid)))
    return Arms(
        action=key,
        title=title,
        places=received.index.to_numpy(dtype=np.int64),
        treated=treated,
        received=None if received.isna().all() else received.to_numpy() > 0,
        cost=cost,
    )
