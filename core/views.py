"""From the tables of an analysis to what is told about them: numbers, first rows, files."""

import re

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.answers import (
    Analysis,
    Aside,
    AxesView,
    AxisView,
    CustomersView,
    Problem,
    ResultsView,
    SegmentsView,
    SourceView,
    ValueView,
)
from core.arrays import Arrays
from core.customers.columns import columns_of
from core.pipeline import Outcome
from core.project.labels import period_label
from core.project.sources import rows_to_show
from core.segments.identity.finishing import kept_names
from core.segments.identity.keeping import in_force
from core.segments.rules.corners import grid_limits
from core.settings import Limit, Method
from core.source_steps import Results, source_names, sources_of
from core.steps import EARLIER, earlier_segments
from core.tables.customers import CustomerTable, Joined, ScoredCustomers
from core.tables.listing import ListColumn
from core.tables.periods import ResultTable
from core.tables.segments import SegmentTable
from core.tables.sources import SetAside, SourceTable
from core.tables.value import ValueTable

Floats = npt.NDArray[np.float64]

PREVIEW_ROWS, HISTOGRAM_BARS = 100, 32
SET_ASIDE_SHOWN, ASIDES_SHOWN, ASIDE_ROWS = 1000, 50, 500
_VALUE = re.compile(r"\A‘.*?’(?= in )")
_LINE = re.compile(r" \(line [\d,]+ of the file\)")


def analysis_view(outcome: Outcome, arrays: Arrays) -> Analysis:
    """Return what is told about an analysis, as far as it could be done."""
    results = outcome.results
    tables = map(results.get, source_names(outcome.settings))
    return Analysis(
        settings=outcome.settings,
        sources=tuple(table and source_view(table) for table in tables),
        customers=_customers_view(results),
        value=_value_view(results["value"], arrays) if "value" in results else None,
        axes=_axes_view(outcome) if "scored" in results else None,
        segments=_segments_view(outcome, arrays) if "segments" in results else None,
        actions=results.get("actions"),
        plan=results.get("plan"),
        columns=_columns(outcome),
        scenarios=results.get("scenarios", ()),
        results=_results_view(outcome, arrays) if "results" in results else None,
        problem=_problem(outcome),
        covers=period_label(sources_of(results, outcome.settings)),
    )


def _columns(outcome: Outcome) -> tuple[ListColumn, ...]:
    if "customers" not in outcome.results:
        return ()
    sources = sources_of(outcome.results, outcome.settings)
    return tuple(one.shown for one in columns_of(outcome.results, sources).values())


def _problem(outcome: Outcome) -> Problem | None:
    problem = outcome.problem
    if problem is None or not outcome.settings.sources:
        return None  # an analysis that has not begun has no problem yet
    return Problem(outcome.stopped_at, problem.message, problem.hint, problem.locked)


def source_view(table: SourceTable) -> SourceView:
    """Return a source as it is shown."""
    first = rows_to_show(table).fetch(0, PREVIEW_ROWS)
    return SourceView(
        name=table.name,
        path=table.path,
        recipe=table.recipe,
        sheets=table.sheets,
        kind=table.kind,
        kind_reason=table.kind_reason,
        columns=table.columns,
        preview_rows=tuple(row for row, _ in first),
        preview=tuple(cells for _, cells in first),
        receipt=table.receipt,
        set_aside=table.set_aside[:SET_ASIDE_SHOWN],
        questions=table.questions,
        notes=table.notes,
        offers=table.offers,
        side_by_side=table.side_by_side,
        kind_confidence=table.kind_confidence,
        aside=asides(table.set_aside),
    )


def _customers_view(results: Results) -> CustomersView | None:
    """Return the customer table in numbers, or as much as joining the sources has told."""
    found: CustomerTable | None = results.get("customers")
    if found is not None:
        told = (len(found.table), found.measures, found.joins, found.notes)
        return CustomersView(*told, digest=found.digest)
    joined: Joined | None = results.get("joined")
    if joined is None:
        return None
    return CustomersView(len(joined.ids), (), joined.joins, joined.notes)


def _value_view(value: ValueTable, arrays: Arrays) -> ValueView:
    rank_file, tier_file, stage_file = arrays.keep_value(value)
    return ValueView(
        customers=len(value.rank),
        period=value.period,
        earned=value.earned,
        totals=value.totals,
        whale=value.whale,
        concentration=value.concentration,
        tiers=value.tiers,
        finding=value.finding,
        pattern=value.pattern,
        lifetime=value.lifetime,
        check=value.check,
        costs=value.costs,
        activities=value.activities,
        survey=value.survey,
        without_cost=value.without_cost,
        missing=value.missing,
        assumptions=value.assumptions,
        notes=value.notes,
        rank_file=rank_file,
        tier_file=tier_file,
        stage_file=stage_file,
    )


def asides(set_aside: tuple[SetAside, ...]) -> tuple[Aside, ...]:
    """Put rows that are set aside together by reason, the most frequent reason first.

    Reasons that differ in a value or in a line number alone are one.
    """
    groups: dict[str, list[SetAside]] = {}
    for row in set_aside:
        groups.setdefault(_LINE.sub("", _VALUE.sub("a value", row.reason)), []).append(row)
    found = [
        Aside(
            rows[0].reason if len({row.reason for row in rows}) == 1 else reason,
            len(rows),
            tuple(row.row for row in rows[:ASIDE_ROWS]),
        )
        for reason, rows in groups.items()
    ]
    found.sort(key=lambda aside: -aside.rows)
    return tuple(found[:ASIDES_SHOWN])


def _axes_view(outcome: Outcome) -> AxesView:
    scored: ScoredCustomers = outcome.results["scored"]
    customers: CustomerTable = outcome.results["customers"]
    meanings = {measure.name: measure.meaning for measure in customers.measures}
    views = (
        _axis_view(scored, place, meanings.get(axis.formula, ""))
        for place, axis in enumerate(scored.axes)
    )
    return AxesView(
        tuple(views),
        not outcome.settings.axes,
        scored.notes,
        scored.assumed,
        scored.alike,
    )


def _axis_view(scored: ScoredCustomers, place: int, meaning: str) -> AxisView:
    values = scored.values[:, place]
    values = values[~np.isnan(values)]
    marks = np.quantile(values, (0.0, 0.25, 0.5, 0.75, 1.0)).tolist()
    counts, edges = _histogram(values)
    return AxisView(
        axis=scored.axes[place],
        source=meaning,
        filled=len(values),
        missing=scored.missing[place],
        distinct=len(np.unique(values)),
        smallest=marks[0],
        lower=marks[1],
        median=marks[2],
        upper=marks[3],
        largest=marks[4],
        edges=tuple(edges.tolist()),
        counts=tuple(counts.tolist()),
    )


def _histogram(values: Floats) -> tuple[npt.NDArray[np.int_], Floats]:
    low, high = np.quantile(values, (0.01, 0.99))
    if low == high:
        low, high = values.min(), values.max()
    # numpy.histogram refuses a range of only a few neighbouring numbers.
    share = (np.clip(values, low, high) - low) / ((high - low) or 1.0)
    bars = np.minimum((share * HISTOGRAM_BARS).astype(np.int64), HISTOGRAM_BARS - 1)
    counts = np.bincount(bars, minlength=HISTOGRAM_BARS)
    return counts, np.linspace(low, high, HISTOGRAM_BARS + 1)


def _segments_view(outcome: Outcome, arrays: Arrays) -> SegmentsView:
    segments: SegmentTable = outcome.results["segments"]
    scored: ScoredCustomers = outcome.results["scored"]
    values_file, scores_file, codes_file, ids_file = arrays.keep(segments, scored)
    return SegmentsView(
        customers=len(segments.codes),
        unscored=int((segments.codes == 0).sum()),
        segments=segments.segments,
        ideal=segments.ideal,
        everyone=segments.everyone,
        silhouette=segments.silhouette,
        inertia=segments.inertia,
        notes=segments.notes,
        values_file=values_file,
        scores_file=scores_file,
        codes_file=codes_file,
        ids_file=ids_file,
        approach=segments.approach,
        boxes=segments.boxes,
        explaining=segments.explaining,
        matches=segments.matches,
        agreement=segments.agreement,
        remedy=segments.remedy,
        limits=_limits(outcome),
        kept=in_force(outcome.settings.segmentation, outcome.settings.axes) is not None,
        kept_names=kept_names(outcome.settings.segmentation),
        unknown=scored.unknown,
    )


def _limits(outcome: Outcome) -> tuple[Limit, ...]:
    """The limits that can be moved: those of a grid, unless it is kept as it is."""
    settings = outcome.settings
    segments: SegmentTable = outcome.results["segments"]
    kept = in_force(settings.segmentation, settings.axes)
    if segments.approach.method is not Method.GRID or kept is not None:
        return ()
    return grid_limits(outcome.results["scored"], settings.segmentation.limits)


def _results_view(outcome: Outcome, arrays: Arrays) -> ResultsView:
    table: ResultTable = outcome.results["results"]
    before, after = _period_names(outcome)
    return ResultsView(
        before=before,
        after=after,
        segments=earlier_segments(outcome.results),
        counted=table.counted,
        effects=table.effects,
        moves=table.moves,
        drift=table.drift,
        proposals=table.proposals,
        progress=table.progress,
        actions=table.actions,
        notes=table.notes,
        moves_file=arrays.keep_moves(table),
    )


def _period_names(outcome: Outcome) -> tuple[str, str]:
    """Name both periods by the month of their last order, if that tells them apart."""
    tables = (outcome.results[f"{EARLIER}customers"], outcome.results["customers"])
    before, after = (_last_month(customers.table) for customers in tables)
    if before == after or not before or not after:
        return "Before", "Now"
    return before, after


def _last_month(customers: pd.DataFrame) -> str:
    if "last_order" not in customers or customers["last_order"].isna().all():
        return ""
    return f"{customers['last_order'].max():%b %Y}"
