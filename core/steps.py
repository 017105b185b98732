"""The steps of an analysis, in their order: what each does, and what it reads.

Every result is a pure function of the tables and settings that its step names.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from core import action_steps, value_steps
from core.actions.earlier import seen_moves
from core.intake.access import NO_PASSWORDS, Access
from core.progress import Progress
from core.results.outcomes import Earlier
from core.results.plan import measure_plan
from core.segment_steps import kept_in_force, segment_steps
from core.segments.axes import completed, propose
from core.segments.formula import evaluate
from core.segments.scoring import score
from core.settings import Settings
from core.source_steps import (
    Results,
    Step,
    earlier_names,
    source_names,
    source_steps,
    sources_of,
)
from core.tables.segments import Segment, SegmentTable
from core.value.choices import of_lifetime, of_purchases, of_worth

EARLIER = "earlier "
"""Begins the names of the steps of the period before."""

_CUSTOMERS_BEFORE = f"{EARLIER}customers"

MEASURED = "results"
"""Name of the step that measures the earlier period's plan."""


def _scored(results: Results, settings: Settings, _progress: Progress) -> Any:
    customers, kept = results["customers"], kept_in_force(settings)
    if kept is not None:
        return score(customers, kept.axes, kept)
    if not settings.axes:
        return score(customers, propose(customers))
    return score(customers, completed(customers, settings.axes))


def _seen(results: Results, settings: Settings, _progress: Progress) -> Any:
    if settings.earlier:
        then = value_steps.customers_of(
            tuple(results[name] for name in earlier_names(settings)), settings
        )
    elif _CUSTOMERS_BEFORE in results:
        then = results[_CUSTOMERS_BEFORE]
    else:
        return None
    scored = results["scored"]
    columns = [evaluate(axis.formula, then.table) for axis in scored.axes]
    return seen_moves((then.table.index, np.column_stack(columns)), scored, results["groups"])


def _catalogue(settings: Settings) -> Hashable:
    return settings.catalogue


def _measured(results: Results, settings: Settings, progress: Progress) -> Any:
    before = settings.previous or settings
    tables = {name: results[f"{EARLIER}{name}"] for name in _MEASURED}
    earlier = Earlier(
        **tables,
        catalogue=before.catalogue,
        economics=before.economics,
        sources=sources_of(_earlier(results), before),
    )
    files = sources_of(results, settings)
    return measure_plan(earlier, results["customers"], files, {}, progress)


_NOT_MEASURED = frozenset(
    ("advised", "ground", "frontier", "allocated", "plan", "planned", "scenarios")
)
"""Steps of the earlier period that are not done again."""

_MEASURED = ("customers", "scored", "segments", "actions")
"""The tables of the earlier period that its plan is measured with."""


def earlier_segments(results: Mapping[str, Any]) -> tuple[Segment, ...]:
    """Return the segments of the earlier period; empty if there is none."""
    found: SegmentTable | None = results.get(f"{EARLIER}segments")
    return () if found is None else found.segments


def _earlier(results: Mapping[str, Any]) -> Results:
    """Return the results of the earlier period, by the names that they had then."""
    return {
        name.removeprefix(EARLIER): result
        for name, result in results.items()
        if name.startswith(EARLIER)
    }


def own_results(results: Mapping[str, Any]) -> Results:
    """Return the results of this period, without the earlier ones and what compares both."""
    return {
        name: result
        for name, result in results.items()
        if name != MEASURED and not name.startswith(EARLIER)
    }


def _of_earlier(step: Step) -> Step:
    """Return a step that does for the earlier period what the given one does for this one."""

    def compute(results: Results, settings: Settings, progress: Progress) -> Any:
        return step.compute(_earlier(results), _before(settings), progress)

    return replace(
        step,
        name=f"{EARLIER}{step.name}",
        label=f"{step.label}, earlier period",
        compute=compute,
        tables=tuple(f"{EARLIER}{name}" for name in step.tables),
        settings=lambda settings: step.settings(_before(settings)),
        kind=step.kind or step.name,
    )


def _before(settings: Settings) -> Settings:
    """Return the settings of the period before, its segments named in the language of today."""
    previous = settings.previous or settings
    language = settings.segmentation.names_language
    segmentation = replace(previous.segmentation, names_language=language)
    return replace(previous, segmentation=segmentation)


def _axes(settings: Settings) -> Hashable:
    """Name what the scores depend on."""
    return settings.axes, kept_in_force(settings)


def _nothing(_settings: Settings) -> Hashable:
    """Name the settings of a step that reads tables only."""
    return ()


def steps(settings: Settings, access: Access = NO_PASSWORDS) -> tuple[Step, ...]:
    """Return the steps that the settings ask for, in the order in which they run."""
    segmented, acting = _segmenting(settings, access), _acting(settings)
    if settings.previous is None:
        return (*segmented, *acting)
    before = (*_segmenting(settings.previous, access), *_acting(settings.previous))
    earlier = tuple(_of_earlier(step) for step in before if step.name not in _NOT_MEASURED)
    tables = ("customers", *(step.name for step in earlier))
    # core.tables.periods.ResultTable
    measured = Step(
        MEASURED,
        "Measuring the plan",
        _measured,
        (*source_names(settings), *tables),
        _nothing,
        2.0,
    )
    return (*segmented, *earlier, *acting, measured)


def _segmenting(settings: Settings, access: Access) -> tuple[Step, ...]:
    """Return the steps of one period up to its segments."""
    sources, earlier = source_names(settings), earlier_names(settings)
    return (
        *source_steps(sources, lambda s: s.sources, settings, access),
        *source_steps(earlier, lambda s: s.earlier, settings, access),
        # core.tables.customers.Joined
        Step("joined", "Joining the sources", value_steps.joined, sources, _nothing),
        # core.value.evidence.bought.Bought
        Step("bought", "Adding up purchases", value_steps.bought, ("joined",), of_purchases, 2.0),
        # core.value.lifetime.valued.Valued, or None
        Step(
            "lifetime", "Foretelling purchases", value_steps.lifetime, ("bought",), of_lifetime, 2.0
        ),
        # core.tables.value.ValueTable
        Step(
            "value",
            "Working out what customers are worth",
            value_steps.value,
            ("joined", "bought", "lifetime"),
            lambda s: (s.value, *of_worth(s)),
        ),
        # core.tables.customers.CustomerTable
        Step(
            "customers",
            "Gathering the measures",
            value_steps.customers,
            ("joined", "value"),
            _nothing,
            0.5,
        ),
        # core.tables.customers.ScoredCustomers
        Step("scored", "Scoring the axes", _scored, ("customers",), _axes),
        *segment_steps(),
    )


def _acting(settings: Settings) -> tuple[Step, ...]:
    """Return the steps of one period from its segments on."""
    earlier = earlier_names(settings)
    followed = settings.previous is not None and not earlier
    return (
        # core.tables.moves.MoveCounts, or None without an earlier period
        Step(
            "seen",
            "Following the customers",
            _seen,
            (*earlier, "scored", "groups"),
            lambda s: (s.value, s.economics),
            0.2,
            if_there=(_CUSTOMERS_BEFORE,) if followed else (),
        ),
        # core.actions.gain.Weighing, or None without a lifetime value
        Step(
            "weighed",
            "Weighing the actions",
            action_steps.weighed,
            ("customers", "scored", "groups", "seen"),
            action_steps.assumed_of,
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
            ("weighed", "groups"),
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
