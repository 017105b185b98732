"""Plans for many customers and twelve actions, and beside scipy's milp where that can be solved."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from core.actions.allocation import allocate
from core.actions.eligibility import Customers
from core.actions.frontier import frontier_of
from core.actions.gain import Assumptions, Weighing, weigh
from core.actions.ground import Ground, ground_of, limited
from core.actions.plan import plan_of
from core.actions.prices import gathered
from core.actions.takes import takes_of
from core.progress import Progress
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import Action, Aim, Objective, PlanSettings, Segmentation
from core.tables.trust import USUAL
from tests.bench.segments import AXES, made_up_base
from ui.starting import default_settings

CUSTOMERS, MANY = 200_000, 1_000_000
SOLVABLE = (500, 1_000, 2_000)
RUNS = 3
ACTIONS = 12
BUDGET_EACH, CALLS_EACH = 3.0, 0.1
OBJECTIVES = (
    Objective("satisfaction", 0.1),
    Objective("cost_to_serve", -3.0, relative=True),
    Objective("lifetime_value", 2.5, relative=True),
)
PEER = "scipy milp (HiGHS)"

Result = dict[str, object]


def catalogue() -> tuple[Action, ...]:
    """Give the shipped actions, and some of them once more at another cost and success."""
    shipped = default_settings().catalogue
    more = tuple(
        replace(one, name=f"{one.name} more", unit_cost=one.unit_cost * 2, success=one.success_high)
        for one in shipped[: ACTIONS - len(shipped)]
    )
    return shipped + more


def weighed(customers: int) -> Weighing:
    """Weigh twelve actions for made-up customers."""
    base = made_up_base(customers)
    scored = score(base, AXES)
    segments = segment(scored, USUAL, Segmentation(starts=5), Progress())
    settings = default_settings()
    assumed = Assumptions(catalogue(), settings.economics, settings.moves)
    found = weigh(Customers(base, scored, segments), assumed, None, Progress())
    assert found is not None
    return found


def limits(customers: int, *, calls: bool) -> PlanSettings:
    """Give a budget, and a limit of calls."""
    capacities = (("personal calls", CALLS_EACH * customers),) if calls else ()
    return PlanSettings(budget=BUDGET_EACH * customers, capacities=capacities)


def _median(work: Callable[[], Any], runs: int = RUNS) -> float:
    seconds = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def _planned(weighing: Weighing, plan: PlanSettings, objectives: tuple[Objective, ...]) -> None:
    ground = ground_of(weighing, plan, objectives, 0)
    plan_of(ground, allocate(ground, plan.aim), plan, ())


def _tried(ground: Ground, plan: PlanSettings) -> None:
    under = limited(ground, plan)
    plan_of(under, allocate(under, plan.aim, quickly=True), plan, ())


def many(customers: int = CUSTOMERS) -> list[Result]:
    """Measure plans for 200,000 customers."""
    weighing = weighed(customers)
    budget, both = limits(customers, calls=False), limits(customers, calls=True)
    free = ground_of(weighing, budget, (), 0)
    bounded = ground_of(weighing, both, OBJECTIVES, 0)
    size = f"{customers:,} × {ACTIONS}"
    works: tuple[tuple[str, Callable[[], Any]], ...] = (
        ("plan within a budget", lambda: _planned(weighing, budget, ())),
        ("plan within a budget and a capacity", lambda: _planned(weighing, both, ())),
        (
            "plan that also reaches three objectives",
            lambda: _planned(weighing, both, OBJECTIVES),
        ),
        ("budget that is tried while it is dragged", lambda: _tried(free, budget)),
        ("the same with a capacity and three objectives", lambda: _tried(bounded, both)),
        ("frontier", lambda: frontier_of(free)),
        ("frontier within a capacity", lambda: frontier_of(bounded)),
        ("what three objectives would take", lambda: takes_of(bounded)),
    )
    return [_result(f"{what}, {size}", _median(work)) for what, work in works]


def very_many() -> list[Result]:
    """Measure a plan and its frontier for a million customers."""
    weighing = weighed(MANY)
    plan = limits(MANY, calls=False)

    def work() -> None:
        ground = ground_of(weighing, plan, (), 0)
        plan_of(ground, allocate(ground, Aim.GAIN), plan, frontier_of(ground))

    return [_result(f"plan and frontier, {MANY:,} × {ACTIONS}", _median(work))]


def beside_peer(customers: int) -> Result:
    """Measure a plan within a budget and a capacity, and the exact one."""
    weighing = weighed(customers)
    plan = replace(limits(customers, calls=True), hold_out=0.0)
    ground = ground_of(weighing, plan, (), 0)
    seconds = _median(lambda: allocate(ground, Aim.GAIN))
    began = time.perf_counter()
    exact = _exact(ground)
    peer_seconds = time.perf_counter() - began
    choice = allocate(ground, Aim.GAIN).choice
    gain = float(gathered(ground.gains, choice).sum())
    step = float(np.where(np.isfinite(ground.gains), ground.gains, 0).max())
    note = f"gain {gain / exact:.6f} of the exact one; short by {(exact - gain) / step:.2f} steps"
    what = f"plan within a budget and a capacity, {customers:,} × {ACTIONS}"
    return _result(what, seconds, PEER, peer_seconds, note)


def _exact(ground: Ground) -> float:
    """Solve for the most gain, one variable for each customer and action."""
    actions, customers = ground.gains.shape
    may = np.isfinite(ground.gains).ravel()
    worth = np.where(may, ground.gains.ravel(), 0).astype(np.float64)
    places = np.arange(actions * customers)
    one_each = csr_array((np.ones(len(places)), (places % customers, places)))
    limits_ = ground.limits
    uses = np.repeat(np.vstack([limits_.costs, limits_.uses]), customers, axis=1)
    most = np.concatenate([np.ones(customers), [limits_.budget], limits_.capacities])
    rows = LinearConstraint(vstack([one_each, csr_array(uses)]), -np.inf, most)
    options = {"mip_rel_gap": 0.0, "time_limit": 600.0}
    whole = np.ones(len(worth))
    found = milp(
        -worth, integrality=whole, bounds=Bounds(0, may), constraints=rows, options=options
    )
    return -float(found.fun)


def _result(
    what: str,
    seconds: float,
    peer: str = "",
    peer_seconds: float | None = None,
    note: str = "",
) -> Result:
    return {
        "what": what,
        "ours_s": seconds,
        "peer": peer,
        "peer_s": peer_seconds,
        "ratio": None if peer_seconds is None else peer_seconds / seconds,
        "note": note,
    }


def run() -> list[Result]:
    """Measure plans.

    Returns
    -------
    list of dict
        ``what``, ``ours_s``, ``peer``, ``peer_s``, ``ratio`` (peer over ours) and ``note``;
        seconds are medians of three runs.
    """
    return [*many(), *very_many(), *map(beside_peer, SOLVABLE)]


if __name__ == "__main__":
    for row in run():
        print(row)
