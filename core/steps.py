"""The steps of an analysis, in their order: what each does, and what it reads.

Every result is a pure function of the tables and settings that its step names.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from core.actions.advice import advise, with_plan
from core.actions.allocation import allocate
from core.actions.earlier import seen_moves
from core.actions.eligibility import Customers
from core.actions.frontier import frontier_of
from core.actions.gain import Assumptions, weigh
from core.actions.ground import ground_of, limited
from core.actions.plan import no_plan, plan_of
from core.actions.table import action_table
from core.intake.reading import read
from core.progress import Progress
from core.segments.axes import completed, propose, score
from core.segments.formula import evaluate
from core.segments.table import segment
from core.settings import Aim, Objective, PlanSettings, Settings, Source
from core.tables.plan import ScenarioResult
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
    """

    name: str
    label: str
    compute: Callable[[Results, Settings, Progress], Any]
    tables: tuple[str, ...]
    settings: Callable[[Settings], Hashable]
    effort: float = 1.0


def _source_name(position: int) -> str:
    return f"source {position}"


def _read(position: int, _results: Results, settings: Settings, progress: Progress) -> Any:
    return read(settings.sources[position], progress)


def _source_step(position: int, source: Source) -> Step:
    return Step(
        name=_source_name(position),
        label=f"Reading {source.path.replace(chr(92), '/').rsplit('/', 1)[-1]}",
        compute=partial(_read, position),
        tables=(),
        settings=lambda settings: settings.sources[position],
        effort=4.0,
    )


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


def _earlier_name(position: int) -> str:
    return f"earlier {position}"


def _read_earlier(position: int, _results: Results, settings: Settings, progress: Progress) -> Any:
    return read(settings.earlier[position], progress)


def _earlier_step(position: int, source: Source) -> Step:
    return Step(
        name=_earlier_name(position),
        label=f"Reading {source.path.replace(chr(92), '/').rsplit('/', 1)[-1]}",
        compute=partial(_read_earlier, position),
        tables=(),
        settings=lambda settings: settings.earlier[position],
        effort=4.0,
    )


def earlier_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources of the earlier period, in their order."""
    return tuple(map(_earlier_name, range(len(settings.earlier))))


def _seen(results: Results, settings: Settings, _progress: Progress) -> Any:
    if not settings.earlier:
        return None
    sources = tuple(results[name] for name in earlier_names(settings))
    then = customer_table(sources, settings.economics)
    scored = results["scored"]
    columns = [evaluate(axis.formula, then.table) for axis in scored.axes]
    return seen_moves((then.table.index, np.column_stack(columns)), scored, results["segments"])


def _weighed(results: Results, settings: Settings, progress: Progress) -> Any:
    customers = Customers(results["customers"], results["scored"], results["segments"])
    assumed = Assumptions(
        settings.catalogue, settings.economics, settings.moves, settings.segmentation.seed
    )
    return weigh(customers, assumed, results["seen"], progress)


def _actions(results: Results, settings: Settings, _progress: Progress) -> Any:
    return action_table(results["weighed"], settings.catalogue, results["segments"])


def _advised(results: Results, settings: Settings, _progress: Progress) -> Any:
    return advise(results["weighed"], settings.catalogue, len(results["segments"].codes))


def _ground(results: Results, settings: Settings, _progress: Progress) -> Any:
    return (
        None if results["weighed"] is None else ground_of(results["weighed"], *_ground_of(settings))
    )


def _frontier(results: Results, _settings: Settings, _progress: Progress) -> Any:
    return () if results["ground"] is None else frontier_of(results["ground"])


def _allocated(results: Results, settings: Settings, _progress: Progress) -> Any:
    ground = results["ground"]
    return None if ground is None else allocate(limited(ground, settings.plan), settings.plan.aim)


def _plan(results: Results, settings: Settings, _progress: Progress) -> Any:
    plan = settings.plan
    if results["ground"] is None:
        return no_plan(plan)
    ground = limited(results["ground"], plan)
    return plan_of(ground, results["allocated"], plan, results["frontier"])


def _planned(results: Results, _settings: Settings, _progress: Progress) -> Any:
    return with_plan(results["advised"], results["ground"], results["allocated"])


def _scenarios(results: Results, settings: Settings, progress: Progress) -> Any:
    if results["weighed"] is None:
        return ()
    found = []
    for place, scenario in enumerate(settings.scenarios):
        progress.at(place / len(settings.scenarios))
        asked = scenario.plan, scenario.objectives, settings.segmentation.seed
        ground = ground_of(results["weighed"], *asked)
        allocation = allocate(ground, scenario.plan.aim)
        plan = plan_of(ground, allocation, scenario.plan, frontier_of(ground))
        found.append(ScenarioResult(scenario.name, plan))
    return tuple(found)


def _ground_of(settings: Settings) -> tuple[PlanSettings, tuple[Objective, ...], int]:
    """Give what plans are made on but for the budget and the aim, which change often."""
    plan = replace(settings.plan, budget=None, aim=Aim.GAIN)
    return plan, settings.objectives, settings.segmentation.seed


def _catalogue(settings: Settings) -> Hashable:
    return settings.catalogue


def _nothing(_settings: Settings) -> Hashable:
    """Name the settings of a step that reads tables only."""
    return ()


def steps(settings: Settings) -> tuple[Step, ...]:
    """Return the steps that the settings ask for, in the order in which they run."""
    reading = tuple(_source_step(*numbered) for numbered in enumerate(settings.sources))
    sources = tuple(step.name for step in reading)
    before = tuple(_earlier_step(*numbered) for numbered in enumerate(settings.earlier))
    earlier = tuple(step.name for step in before)
    return (
        *reading,
        *before,
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
            _weighed,
            ("customers", "scored", "segments", "seen"),
            lambda s: (s.catalogue, s.economics, s.moves, s.segmentation.seed),
        ),
        # core.tables.actions.ActionTable
        Step(
            "actions",
            "Weighing the actions",
            _actions,
            ("weighed", "segments"),
            _catalogue,
            0.1,
        ),
        # core.tables.plan.CustomerActions, with nobody in the plan
        Step("advised", "Advising everybody", _advised, ("weighed", "segments"), _catalogue, 0.1),
        # core.actions.ground.Ground without a budget, or None without a lifetime value
        Step("ground", "Making the plan", _ground, ("weighed",), _ground_of, 0.2),
        # core.tables.plan.FrontierPoint, ascending
        Step("frontier", "Making the plan", _frontier, ("ground",), _nothing, 0.2),
        # core.actions.allocation.Allocation, or None without a lifetime value
        Step("allocated", "Making the plan", _allocated, ("ground",), lambda s: s.plan, 0.5),
        # core.tables.plan.Plan
        Step(
            "plan",
            "Making the plan",
            _plan,
            ("ground", "frontier", "allocated"),
            lambda s: s.plan,
            0.1,
        ),
        # core.tables.plan.CustomerActions
        Step(
            "planned",
            "Making the plan",
            _planned,
            ("advised", "ground", "allocated"),
            _nothing,
            0.1,
        ),
        # core.tables.plan.ScenarioResult, one for each scenario
        Step(
            "scenarios",
            "Comparing the plans",
            _scenarios,
            ("weighed",),
            lambda s: (s.scenarios, s.segmentation.seed),
            0.2,
        ),
    )
