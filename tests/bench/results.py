"""200,000 customers and ten actions measured between two periods; the bootstrap beside scipy's."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.stats import bootstrap as scipys

from core.actions.eligibility import Customers
from core.actions.gain import Assumptions, weigh
from core.actions.table import action_table
from core.progress import Progress
from core.results.outcomes import Earlier
from core.results.plan import measure_plan
from core.results.skew import bootstrap
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import Kind, Role, Segmentation
from core.tables.customers import CustomerTable, Floats
from core.tables.results import Flags
from core.tables.sources import Column, ColumnType, SourceTable
from core.tables.trust import USUAL
from tests.bench.made_up import source_of
from tests.bench.segments import AXES, made_up_base
from ui.starting import default_settings

CUSTOMERS = 200_000
ACTIONS = 10
HELD_OUT = 0.2
RUNS = 3
AMOUNTS = 20_000

Result = dict[str, object]


def treatments(ids: pd.Index) -> SourceTable:
    """Give everybody one of ten actions, a fifth of them held out."""
    random = np.random.default_rng(1)
    table = pd.DataFrame(
        {
            "customer": ids.astype(str),
            "action": [f"action {place % ACTIONS}" for place in range(len(ids))],
            "arm": np.where(random.random(len(ids)) < HELD_OUT, "hold-out", "action"),
            "cost": 5,
        }
    )
    roles = (Role.CUSTOMER, Role.ACTION, Role.ARM, Role.COST)
    columns = tuple(
        Column(name, ColumnType.INTEGER if role is Role.COST else ColumnType.TEXT, role, "", 0)
        for name, role in zip(table.columns, roles, strict=True)
    )
    return source_of("treatments", Kind.TREATMENTS, columns, table)


def a_year_later(base: CustomerTable) -> CustomerTable:
    """Give the same customers a year later: mostly as they were, with chance."""
    random = np.random.default_rng(2)
    table = base.table
    columns = {
        "CSat": np.clip(np.round(table["CSat"] + random.standard_normal(len(table))), 1, 10),
        "cost": table["cost"] * np.exp(0.3 * random.standard_normal(len(table))),
        "value": table["value"] * np.exp(0.3 * random.standard_normal(len(table))),
    }
    return replace(base, table=pd.DataFrame(columns, index=table.index))


def skewed() -> tuple[Floats, Flags]:
    """Give amounts of which most are 0 and a few are large, and who was treated."""
    random = np.random.default_rng(3)
    amounts = np.exp(random.standard_normal(AMOUNTS)) * (random.random(AMOUNTS) < 0.3)
    return amounts, random.random(AMOUNTS) < 1 - HELD_OUT


def run() -> list[Result]:
    """Measure measuring.

    Returns
    -------
    list of dict
        ``what``, ``ours_s``, ``peer``, ``peer_s``, ``ratio`` and ``note``; seconds are medians.
    """
    base = made_up_base(CUSTOMERS)
    scored = score(base, AXES)
    segments = segment(scored, USUAL, Segmentation(), Progress())
    settings = default_settings()
    assumed = Assumptions(settings.catalogue, settings.economics, settings.moves)
    weighed = weigh(Customers(base, scored, segments), assumed, None, Progress())
    actions = action_table(weighed, settings.catalogue, segments)
    earlier = Earlier(base, scored, segments, actions, settings.catalogue, settings.economics)
    later, source = a_year_later(base), treatments(base.table.index)
    used = time.process_time()
    seconds = [
        _timed(lambda: measure_plan(earlier, later, [source], {}, Progress())) for _ in range(RUNS)
    ]
    used = (time.process_time() - used) / RUNS
    note = f"five outcomes, moves, drift; {used:.1f} s of one core"
    amounts, treated = skewed()
    ours = [_timed(lambda: bootstrap(amounts, treated, 0)) for _ in range(RUNS)]
    peers = [_timed(lambda: _scipys(amounts, treated)) for _ in range(RUNS)]
    what = f"measure {ACTIONS} actions on {CUSTOMERS:,} customers between two periods"
    return [
        {"what": what, "ours_s": statistics.median(seconds), "note": note},
        {
            "what": f"bootstrap a difference of {AMOUNTS:,} amounts, 2,000 draws",
            "ours_s": statistics.median(ours),
            "peer": "scipy.stats.bootstrap",
            "peer_s": statistics.median(peers),
            "ratio": statistics.median(peers) / statistics.median(ours),
        },
    ]


def _scipys(amounts: Floats, treated: Flags) -> object:
    sides = (amounts[treated], amounts[~treated])

    def difference(one: Floats, other: Floats, axis: int) -> Floats:
        return np.asarray(one.mean(axis=axis) - other.mean(axis=axis))

    return scipys(
        sides, difference, n_resamples=2_000, method="percentile", batch=100, random_state=0
    )


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(run())
