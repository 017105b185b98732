"""A made-up company whose customers, groups and chance are known."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.actions.eligibility import Customers
from core.actions.gain import Assumptions, weigh
from core.actions.table import action_table
from core.intake.reading import read
from core.progress import Progress
from core.results.design import held_out
from core.results.outcomes import Earlier
from core.segments.approach import approach_for
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Action,
    Axis,
    Direction,
    Economics,
    MoveAssumptions,
    Segmentation,
    Source,
)
from core.tables.actions import ActionTable
from core.tables.customers import CustomerTable, Measure, ScoredCustomers
from core.tables.results import Floats
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable
from ui.starting import default_settings

AXES = (
    Axis(SATISFACTION, "csat"),
    Axis(COST_TO_SERVE, "cost", Direction.LESS),
    Axis(LIFETIME_VALUE, "value"),
)
LEVELS = np.array([[9.0, 10, 900], [3, 90, 800], [8, 20, 100], [2, 60, 50], [6, 40, 400]])


def table_of(columns: dict[str, Floats], ids: list[str] | None = None) -> CustomerTable:
    """Give a customer table of numbers."""
    size = len(next(iter(columns.values())))
    names = ids or [f"c{place:05}" for place in range(size)]
    measures = tuple(Measure(name, "made up", "", numeric=True) for name in columns)
    frame = pd.DataFrame(columns, index=pd.Index(names, dtype="str", name="customer_id"))
    return CustomerTable(frame, measures, (), ())


def measured_of(groups: npt.NDArray[np.int64], seed: int) -> CustomerTable:
    """Give what is measured in a year of customers of five groups: levels and chance."""
    random = np.random.default_rng(seed)
    noise = random.standard_normal((len(groups), 3)) * (0.7, 6, 60)
    values = LEVELS[groups] + noise
    margin = values[:, 2] / 3
    return table_of(
        {"csat": values[:, 0], "cost": values[:, 1], "value": values[:, 2], "margin": margin}
    )


@dataclass(frozen=True)
class World:
    """Customers of five groups in a first year, and their tables; `earlier` has them together."""

    groups: npt.NDArray[np.int64]
    customers: CustomerTable
    scored: ScoredCustomers
    segments: SegmentTable
    catalogue: tuple[Action, ...]
    actions: ActionTable

    @property
    def earlier(self) -> Earlier:
        return Earlier(
            self.customers,
            self.scored,
            self.segments,
            self.actions,
            self.catalogue,
            Economics(),
        )


def first_year(each: int = 400) -> World:
    """Give five groups of so many customers each, segmented, with actions weighed."""
    groups = np.repeat(np.arange(5), each)
    customers = measured_of(groups, 1)
    scored = score(customers, AXES)
    settings = Segmentation(segments=5, starts=10)
    approach = approach_for(scored, settings, Progress())
    segments = segment(scored, approach, settings, Progress())
    catalogue = default_settings().catalogue
    assumed = Assumptions(catalogue, Economics(), MoveAssumptions(), 0)
    weighed = weigh(Customers(customers, scored, segments), assumed, None, Progress())
    actions = action_table(weighed, catalogue, segments)
    return World(groups, customers, scored, segments, catalogue, actions)


def treatments_of(world: World, action: str, group: int, share: float = 0.3) -> list[str]:
    """Give lines of a list of treatments: an action for a group, with a hold-out by chance."""
    ids = world.customers.table.index[world.groups == group].tolist()
    held = held_out(ids, np.zeros(len(ids), dtype=int), share, 1, action)
    return [
        f"{name},{action},{'hold-out,0,no' if out else 'action,20,yes'}"
        for name, out in zip(ids, held, strict=True)
    ]


def second_year(world: World, lines: list[str], success: float, seed: int = 5) -> CustomerTable:
    """Give a year in which those treated join the first group with some success."""
    groups = world.groups.copy()
    treated = [line.split(",")[0] for line in lines if ",action," in line]
    rows = world.customers.table.index.get_indexer(pd.Index(treated))
    works = np.random.default_rng(seed).random(len(rows)) < success
    groups[rows[works]] = 0
    return measured_of(groups, seed + 1)


def read_treatments(folder: Path, lines: list[str]) -> SourceTable:
    """Write a list of treatments into a folder, and read it."""
    path = folder / "treatments.csv"
    header = "customer_id,Action,Arm,Cost,Received"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read(Source(str(path)), Progress())
