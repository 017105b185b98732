"""The steps of an analysis, in their order: what each does, and what it reads.

Every result is a pure function of the tables and settings that its step names.
"""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from core.actions.assignment import assign
from core.actions.gain import weigh
from core.actions.plan import plan
from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.results.outcomes import Earlier
from core.results.plan import measure_plan
from core.segment_steps import kept_in_force, segment_steps
from core.segments.axes import completed, propose
from core.segments.scoring import score
from core.settings import CHANGED, NOT_IMPORTED, Kind, Settings, Source
from core.step import SOURCE, Results, Step
from core.tables.segments import Segment, SegmentTable
from core.value.customers import customer_table

EARLIER = "earlier "
"""Begins the names of the steps of the period before."""

MEASURED = "results"
"""Name of the step that measures the earlier period's plan."""


def _source_name(position: int) -> str:
    return f"{SOURCE} {position}"


def _read(position: int, _results: Results, settings: Settings, progress: Progress) -> Any:
    source = settings.sources[position]
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


def _source_step(position: int, source: Source) -> Step:
    return Step(
        name=_source_name(position),
        label=f"Reading {_file_name(source)}",
        compute=partial(_read, position),
        tables=(),
        settings=lambda settings: settings.sources[position],
        effort=4.0,
        kind=SOURCE,
    )


def source_names(settings: Settings) -> tuple[str, ...]:
    """Return the names of the steps that read the sources, in the sources' order."""
    return tuple(map(_source_name, range(len(settings.sources))))


def sources_of(results: Mapping[str, Any], settings: Settings) -> tuple[Any, ...]:
    """Return the `SourceTable` of every source that could be read, in their order."""
    return tuple(results[name] for name in source_names(settings) if name in results)


def _customers(results: Results, settings: Settings, _progress: Progress) -> Any:
    sources = sources_of(results, settings)
    named = tuple(source for source in sources if source.kind is not Kind.TREATMENTS)
    return customer_table(named, settings.economics)


def _scored(results: Results, settings: Settings, _progress: Progress) -> Any:
    customers, kept = results["customers"], kept_in_force(settings)
    if kept is not None:
        return score(customers, kept.axes, kept)
    if not settings.axes:
        return score(customers, propose(customers))
    return score(customers, completed(customers, settings.axes))


def _actions(results: Results, settings: Settings, _progress: Progress) -> Any:
    tables = results["scored"], results["segments"]
    return weigh(*tables, settings.catalogue, settings.economics)


def _plan(results: Results, settings: Settings, _progress: Progress) -> Any:
    return plan(results["actions"], results["segments"], settings.budget)


def _planned(results: Results, _settings: Settings, _progress: Progress) -> Any:
    return assign(results["plan"], results["segments"])


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

    def before(settings: Settings) -> Settings:
        return settings.previous or settings

    def compute(results: Results, settings: Settings, progress: Progress) -> Any:
        return step.compute(_earlier(results), before(settings), progress)

    return replace(
        step,
        name=f"{EARLIER}{step.name}",
        label=f"{step.label}, earlier period",
        compute=compute,
        tables=tuple(f"{EARLIER}{name}" for name in step.tables),
        settings=lambda settings: step.settings(before(settings)),
        kind=step.kind or step.name,
    )


def _axes(settings: Settings) -> Hashable:
    """Name what the scores depend on."""
    return settings.axes, kept_in_force(settings)


def _nothing(_settings: Settings) -> Hashable:
    """Name the settings of a step that reads tables only."""
    return ()


def steps(settings: Settings) -> tuple[Step, ...]:
    """Return the steps that the settings ask for, in the order in which they run."""
    own = _own_steps(settings)
    if settings.previous is None:
        return own
    earlier = tuple(
        _of_earlier(step)
        for step in _own_steps(settings.previous)
        if step.name not in {"plan", "planned"}
    )
    tables = ("customers", *(step.name for step in earlier))
    files = tuple(name for name in source_names(settings))
    # core.tables.periods.ResultTable
    measured = Step(MEASURED, "Measuring the plan", _measured, (*files, *tables), _nothing, 2.0)
    return (*own, *earlier, measured)


def _own_steps(settings: Settings) -> tuple[Step, ...]:
    """Return the steps of one period."""
    reading = tuple(_source_step(*numbered) for numbered in enumerate(settings.sources))
    sources = tuple(step.name for step in reading)
    return (
        *reading,
        # core.tables.customers.CustomerTable
        Step("customers", "Joining the sources", _customers, sources, lambda s: s.economics),
        # core.tables.customers.ScoredCustomers
        Step(
            "scored",
            "Scoring the axes",
            _scored,
            ("customers",),
            lambda s: (s.axes, kept_in_force(s)),
        ),
        *segment_steps(),
        # core.tables.actions.ActionTable
        Step(
            "actions",
            "Weighing the actions",
            _actions,
            ("scored", "segments"),
            lambda s: (s.catalogue, s.economics),
        ),
        # core.tables.actions.Plan
        Step("plan", "Making the plan", _plan, ("actions", "segments"), lambda s: s.budget, 0.2),
        # shape (customers,): whether the customer gets the next action of their segment
        Step("planned", "Making the plan", _planned, ("plan", "segments"), _nothing, 0.2),
    )
