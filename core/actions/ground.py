"""What plans are made on: who may get what, the limits, who is held out, what is wanted."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import isfinite

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.actions.conditions import column_of, holds_numbers
from core.actions.effects import Effect, effects_of
from core.actions.gain import Weighing
from core.actions.holdout import check_share, draws, held_out
from core.actions.uncertainty import caution
from core.errors import UserError
from core.settings import Objective, PlanSettings

Floats = npt.NDArray[np.float64]
Amounts = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

MOST_DECIMALS = 4
TIER = "tier"
"""Column with the value tier, if there is one."""


@dataclass(frozen=True, eq=False)
class Limits:
    """The limits of a plan in numbers.

    Attributes
    ----------
    unit
        Units of money in 1 of the currency: costs are whole numbers of them.
    costs
        Shape (actions,): cost of each action, in units.
    budget
        The most to be spent, in units; None for no limit.
    channels, capacities
        The channels that have a limit, and how much there is of each.
    uses
        Shape (channels, actions): what an action takes of each.
    """

    unit: int
    costs: npt.NDArray[np.int64]
    budget: int | None
    channels: tuple[str, ...]
    capacities: Floats
    uses: Floats


@dataclass(frozen=True, eq=False)
class Ground:
    """What plans are made on: who may get what, who is held out, what is wanted.

    Attributes
    ----------
    weighing
        Everything that was weighed.
    limits
        The limits.
    gains
        Shape (actions, scored): gains as they are counted; minus infinity where the action may
        not be done.
    held
        Shape (scored,): who is held out.
    effects
        What is wanted.
    towards
        Shape (objectives, actions, scored): what actions do towards it.
    """

    weighing: Weighing
    limits: Limits
    gains: Amounts
    held: Flags
    effects: tuple[Effect, ...]
    towards: Amounts


def ground_of(
    weighing: Weighing, plan: PlanSettings, objectives: tuple[Objective, ...], seed: int
) -> Ground:
    """Prepare what plans are made on.

    Raises
    ------
    UserError
        If a limit or an objective has no meaning.
    """
    limits = limits_of(weighing, plan)
    customers = weighing.customers
    gains = np.where(customers.marks == 0, _counted(weighing, cautious=plan.cautious), -np.inf)
    gains[:, _contacted(weighing, plan)] = -np.inf
    effects = effects_of(weighing, objectives)
    towards = [effect.of(weighing) for effect in effects]
    return Ground(
        weighing=weighing,
        limits=limits,
        gains=gains.astype(np.float32),
        held=_held(weighing, gains, plan, seed),
        effects=effects,
        towards=np.array(towards).reshape(len(effects), *gains.shape).astype(np.float32),
    )


def _counted(weighing: Weighing, *, cautious: bool) -> Amounts:
    """Gains as they are counted: as is likely, or as low as they will hardly fall below."""
    gains = weighing.customers.gains
    if not cautious:
        return gains
    costs = np.array([action.unit_cost for action in weighing.situation.catalogue])
    shares = caution(weighing.drawn, weighing.sums, costs).T[:, weighing.customers.codes - 1]
    before = gains + costs[:, None]
    lowered = np.where(before > 0, before * shares, before) - costs[:, None]
    return np.asarray(lowered.astype(np.float32))


def _contacted(weighing: Weighing, plan: PlanSettings) -> Flags:
    """Who has been contacted often enough."""
    if plan.contact_limit is None or not plan.contact_column:
        return np.zeros(len(weighing.customers.rows), dtype=np.bool_)
    table = weighing.situation.customers.table.table
    column = column_of(plan.contact_column, table, "The contact limit")
    if not holds_numbers(column):
        raise UserError(
            f"The contact limit counts ‘{plan.contact_column}’, which holds no numbers.",
            "Name a column with the number of contacts.",
        )
    so_far = column.to_numpy(dtype=np.float64, na_value=0.0)[weighing.customers.rows]
    return np.asarray(so_far + 1 > plan.contact_limit)


def _held(weighing: Weighing, gains: Amounts, plan: PlanSettings, seed: int) -> Flags:
    """Who is held out: a share of those who have a best action, evenly over all groups."""
    shares = dict(plan.hold_outs)
    for share in (plan.hold_out, *shares.values()):
        check_share(share)
    catalogue = weighing.situation.catalogue
    of_each = np.array([plan.hold_out, *(shares.get(a.name, plan.hold_out) for a in catalogue)])
    best = np.where(gains.max(axis=0) > 0, gains.argmax(axis=0) + 1, 0)
    if not plan.hold_outs and plan.hold_out == 0:
        return np.zeros(len(best), dtype=np.bool_)
    customers = weighing.situation.customers
    numbers = draws(customers.segments.customer_ids, seed)[weighing.customers.rows]
    groups = (weighing.customers.codes.astype(np.int64) * len(of_each) + best) * 1_000
    groups += _tiers(customers.table.table)[weighing.customers.rows]
    start = float(draws(pd.Index([""]), seed)[0])
    return held_out(numbers, groups, of_each[best], start)


def _tiers(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    if TIER not in table:
        return np.zeros(len(table), dtype=np.int64)
    return np.asarray(pd.factorize(table[TIER], sort=True)[0], dtype=np.int64) + 1


def limited(ground: Ground, plan: PlanSettings) -> Ground:
    """Give the same ground under other limits of what may be spent and used.

    Raises
    ------
    UserError
        If the budget or a capacity is not a finite amount of 0 or more.
    """
    return replace(ground, limits=limits_of(ground.weighing, plan))


def limits_of(weighing: Weighing, plan: PlanSettings) -> Limits:
    """Turn the limits of a plan into numbers; money is counted in whole units.

    Raises
    ------
    UserError
        If the budget or a capacity is not a finite amount of 0 or more.
    """
    catalogue = weighing.situation.catalogue
    exact = [Decimal(repr(action.unit_cost)) for action in catalogue]
    decimals = max(min(-int(cost.as_tuple().exponent), MOST_DECIMALS) for cost in exact)
    unit = 10 ** max(decimals, 0)
    costs = [int((cost * unit).to_integral_value(ROUND_CEILING)) for cost in exact]
    budget = None
    if plan.budget is not None:
        _check_amount("A budget", plan.budget)
        budget = int((Decimal(repr(plan.budget)) * unit).to_integral_value(ROUND_FLOOR))
    for channel, capacity in plan.capacities:
        _check_amount(f"A capacity for ‘{channel}’", capacity)
    used_channels = {channel for action in catalogue for channel, _ in action.uses}
    limited = [(name, amount) for name, amount in plan.capacities if name in used_channels]
    uses = [[dict(action.uses).get(name, 0.0) for action in catalogue] for name, _ in limited]
    return Limits(
        unit=unit,
        costs=np.array(costs, dtype=np.int64),
        budget=budget,
        channels=tuple(name for name, _ in limited),
        capacities=np.array([amount for _, amount in limited], dtype=np.float64),
        uses=np.array(uses, dtype=np.float64).reshape(len(limited), len(catalogue)),
    )


def _check_amount(what: str, amount: float) -> None:
    if not isfinite(amount) or amount < 0:
        raise UserError(
            f"{what} of {amount:g} makes no sense.",
            "Give an amount of 0 or more, or none for no limit.",
        )
