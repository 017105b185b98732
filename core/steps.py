"""The steps of an analysis, in their order: what each does, and what it reads.

Every result is a pure function of the tables and settings that its step names.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core import action_steps
from core.actions.earlier import seen_moves
from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.segments.axes import completed, propose, score
from core.segments.formula import evaluate
from core.segments.table import segment
from core.settings import CHANGED, NOT_IMPORTED, Settings, Source
from core.value.customers import customer_table

Results = dict[str, Any]
"""Results by the name of their step; what each name holds is said in `steps`."""


@dataclass(frozen=True)
class Step:
    """One stage of the analysis.

    Attributes
    ----------
    name
        Key of its result among the results.
    label
        What it does, for the status bar.
    compute
        From the results so far, the settings and the progress to its result.
    tables
        Names of the steps whose results it reads.
    settings
        The part of the settings that it reads.
    effort
        Its share of the time, relative to the other steps.
    kind
        Name under which its result is kept; "" for its own. All sources have one name, so that
        a source keeps its result when another one before it goes.
    """

    name: str
    label: str
    compute: Callable[[Results, Settings, Progress], Any]
    tables: tuple[str, ...]
    settings: Callable[[Settings], Hashable]
    effort: float = 1.0
    kind: str = ""


SOURCE = "source"
"""Kind of the steps that read a source."""


def _source_name(position: int) -> str:
    return f"{SOURCE} {position}"


def _read(source: Source, progress: Progress) -> Any:
    if source.digest == NOT_IMPORTED:
        raise UserError(
            f"‘{_file_name(source)}’ is not among the data of this project.",
            "Read the file again if you want it here, or remove it.",
        )
    if source.digest == CHANGED:
        raise UserError(
            f"‘{_file_name(source)}’ has changed since it was imported.",
            "Read the file again to use it as it is now.",
        )
    return read(source, progress)


def _file_name(source: Source) -> str:
    return source.path.replace("\\", "/").rsplit("/", 1)[-1]


def _source_step(
    name: str, position: int, sources: Callable[[Settings], tuple[Source, ...]], source: Source
) -> Step:
    return Step(
        name=name,
        label=f"Reading {_file_name(source)}",
        compute=lambda _results, settings, progress: _read(sources(settings)[position], progress),
        tables=(),
        settings=lambda settings: sources(settings)[position],
        effort=4.0,
        kind=SOURCE,
    )


def _source_steps(
    names: tuple[str, ...], sources: Callable[[Settings], tuple[Source, ...]], settings: Settings
) -> tuple[Step, ...]:
    """Return the steps that read some of the sources; ``sources`` gives them."""
    numbered = enumerate(zip(names, sources(settings), strict=True))
    return tuple(_source_step(name, place, sources, source) for place, (name, source) in numbered)


def source_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources, in the sources' order."""
    return tuple(map(_source_name, range(len(settings.sources))))


def sources_of(results: Mapping[str, Any], settings: Settings) -> tuple[Any, ...]:
    """Return the `SourceTable` of every source that could be read, in their order."""
    return tuple(results[name] for name in source_names(settings) if name in results)


def _customers(results: Results, settings: Settings, _progress: Progress) -> Any:
    return customer_table(sources_of(results, settings), settings.economics)


def _scored(results: Results, settings: Settings, _progress: Progress) -> Any:
    customers = results["customers"]
    if not settings.axes:
        return score(customers, propose(customers))
    return score(customers, completed(customers, settings.axes))


def _segments(results: Results, settings: Settings, progress: Progress) -> Any:
    return segment(results["scored"], settings.segmentation, progress)


def earlier_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources of the earlier period, in their order."""
    return tuple(f"earlier {place}" for place in range(len(settings.earlier)))


def _seen(results: Results, settings: Settings, _progress: Progress) -> Any:
    if not settings.earlier:
        return None
    sources = tuple(results[name] for name in earlier_names(settings))
    then = customer_table(sources, settings.economics)
    scored = results["scored"]
    columns = [evaluate(axis.formula, then.table) for axis in scored.axes]
    return seen_moves((then.table.index, np.column_stack(columns)), scored, results["segments"])


def _catalogue(settings: Settings) -> Hashable:
    return settings.catalogue


def _nothing(_settings: Settings) -> Hashable:
    """Name the settings of a step that reads tables only."""
    return ()


def steps(settings: Settings) -> tuple[Step, ...]:
    """Return the steps that the settings ask for, in the order in which they run."""
    sources, earlier = source_names(settings), earlier_names(settings)
    return (
        *_source_steps(sources, lambda s: s.sources, settings),
        *_source_steps(earlier, lambda s: s.earlier, settings),
        # core.tables.customers.CustomerTable
        Step("customers", "Joining the sources", _customers, sources, lambda s: s.economics),
        # core.tables.customers.ScoredCustomers
        Step("scored", "Scoring the axes", _scored, ("customers",), lambda s: s.axes),
        # core.tables.segments.SegmentTable
        Step(
            "segments",
            "Finding the segments",
            _segments,
            ("scored",),
            lambda s: s.segmentation,
            effort=4.0,
        ),
        # core.tables.moves.MoveCounts, or None without an earlier period
        Step(
            "seen",
            "Following the customers",
            _seen,
            (*earlier, "scored", "segments"),
            lambda s: s.economics,
            0.2,
        ),
        # core.actions.gain.Weighing, or None without a lifetime value
        Step(
            "weighed",
            "Weighing the actions",
            action_steps.weighed,
            ("customers", "scored", "segments", "seen"),
            lambda s: (s.catalogue, s.economics, s.moves, s.segmentation.seed),
        ),
        # core.tables.actions.ActionTable
        Step(
            "actions",
            "Weighing the actions",
            action_steps.actions,
            ("weighed", "segments"),
            _catalogue,
            0.1,
        ),
        # core.tables.plan.CustomerActions, with nobody in the plan
        Step(
            "advised",
            "Advising everybody",
            action_steps.advised,
            ("weighed", "segments"),
            _catalogue,
            0.1,
        ),
        # core.actions.ground.Ground without a budget, or None without a lifetime value
        Step(
            "ground",
            "Making the plan",
            action_steps.ground,
            ("weighed",),
            action_steps.limits_of,
            0.2,
        ),
        # core.tables.plan.FrontierPoint, ascending
        Step("frontier", "Making the plan", action_steps.frontier, ("ground",), _nothing, 0.2),
        # core.actions.allocation.Allocation, or None without a lifetime value
        Step(
            "allocated",
            "Making the plan",
            action_steps.allocated,
            ("ground",),
            lambda s: s.plan,
            0.5,
        ),
        # core.tables.plan.Plan
        Step(
            "plan",
            "Making the plan",
            action_steps.plan,
            ("ground", "frontier", "allocated"),
            lambda s: s.plan,
            0.1,
        ),
        # core.tables.plan.CustomerActions
        Step(
            "planned",
            "Making the plan",
            action_steps.planned,
            ("advised", "ground", "allocated"),
            _nothing,
            0.1,
        ),
        # core.tables.plan.ScenarioResult, one for each scenario
        Step(
            "scenarios",
            "Comparing the plans",
            action_steps.scenarios,
            ("weighed",),
            lambda s: (s.scenarios, s.segmentation.seed),
            0.2,
        ),
    )
