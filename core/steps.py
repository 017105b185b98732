"""The steps of an analysis, in their order: what each does, and what it reads.

Every result is a pure function of the tables and settings that its step names.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from core.actions.assignment import assign
from core.actions.gain import weigh
from core.actions.plan import plan
from core.errors import UserError
from core.intake.access import NO_PASSWORDS, Access
from core.intake.reading import read
from core.progress import Progress
from core.results.outcomes import Earlier
from core.results.plan import measure_plan
from core.segments.axes import completed, propose, score
from core.segments.table import segment
from core.settings import CHANGED, NOT_IMPORTED, Kind, Settings, Source
from core.tables.segments import Segment, SegmentTable
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
        a source keeps its result when another one before it goes; a step of the earlier period has
        the kind of the same step of this one, so that what was worked out then is known.
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

EARLIER = "earlier "
"""Begins the names of the steps of the period before."""

MEASURED = "results"
"""Name of the step that measures the earlier period's plan."""


def _source_name(position: int) -> str:
    return f"{SOURCE} {position}"


def _read(
    position: int, access: Access, _results: Results, settings: Settings, progress: Progress
) -> Any:
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
    return read(source, progress, access)


def _file_name(source: Source) -> str:
    return source.path.replace("\\", "/").rsplit("/", 1)[-1]


def _source_step(position: int, source: Source, access: Access) -> Step:
    return Step(
        name=_source_name(position),
        label=f"Reading {_file_name(source)}",
        compute=partial(_read, position, access),
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
    customers = results["customers"]
    if not settings.axes:
        return score(customers, propose(customers))
    return score(customers, completed(customers, settings.axes))


def _segments(results: Results, settings: Settings, progress: Progress) -> Any:
    return segment(results["scored"], settings.segmentation, progress)


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


def _nothing(_settings: Settings) -> Hashable:
    """Name the settings of a step that reads tables only."""
    return ()


def steps(settings: Settings, access: Access = NO_PASSWORDS) -> tuple[Step, ...]:
    """Return the steps that the settings ask for, in the order in which they run."""
    own = _own_steps(settings, access)
    if settings.previous is None:
        return own
    earlier = tuple(
        _of_earlier(step)
        for step in _own_steps(settings.previous, access)
        if step.name not in {"plan", "planned"}
    )
    tables = ("customers", *(step.name for step in earlier))
    files = tuple(name for name in source_names(settings))
    # core.tables.periods.ResultTable
    measured = Step(MEASURED, "Measuring the plan", _measured, (*files, *tables), _nothing, 2.0)
    return (*own, *earlier, measured)


def _own_steps(settings: Settings, access: Access) -> tuple[Step, ...]:
    """Return the steps of one period."""
    reading = tuple(
        _source_step(position, source, access) for position, source in enumerate(settings.sources)
    )
    sources = tuple(step.name for step in reading)
    return (
        *reading,
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
