"""From the tables of an analysis to what is told about them: numbers, first rows, array files."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.answers import (
    Analysis,
    AxesView,
    AxisView,
    CustomersView,
    Problem,
    SegmentsView,
    SourceView,
    ValueView,
)
from core.pipeline import Outcome
from core.steps import Results, source_names
from core.tables.customers import CustomerTable, Joined, ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable
from core.tables.value import ValueTable

Floats = npt.NDArray[np.float64]
Files = Mapping[str, npt.NDArray[Any]]

PREVIEW_ROWS = 100
SET_ASIDE_SHOWN = 1000
HISTOGRAM_BARS = 32
LONGEST_ID = 64
"""Characters of a customer id that the scatter shows; longer ones end in an ellipsis."""

LARGEST_SHOWN = float(np.finfo(np.float32).max)
"""The scatter draws greater values here."""

ARRAYS_KEPT = 3
"""Array files of this many tables of a kind are kept: the window may still show an older one."""


class Arrays:
    """Keeps large arrays as files for the window to map into its memory.

    Parameters
    ----------
    folder
        Private folder for the files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._kept: dict[type, tuple[tuple[object, tuple[str, ...]], ...]] = {}

    def keep(self, segments: SegmentTable, scored: ScoredCustomers) -> tuple[str, ...]:
        """Return the files of values, scores, codes and ids, written if the segments are new."""

        def made() -> Files:
            return {
                "values": np.clip(scored.values, -LARGEST_SHOWN, LARGEST_SHOWN).astype(np.float32),
                "scores": scored.scores.astype(np.float32),
                "codes": segments.codes,
                "ids": _short_ids(segments.customer_ids),
            }

        return self._files(segments, made)

    def keep_value(self, value: ValueTable) -> tuple[str, ...]:
        """Return the files of ranks, tiers and stages, written if the table is new."""

        def made() -> Files:
            return {"rank": value.rank, "tier": value.tier, "stage": value.stage}

        return self._files(value, made)

    def _files(self, table: object, arrays: Callable[[], Files]) -> tuple[str, ...]:
        kept = self._kept.get(type(table), ())
        for known, paths in kept:
            if known is table:
                return paths
        number, made = next(self._numbers), arrays()
        paths = tuple(str(self._folder / f"{name}-{number}.npy") for name in made)
        for path, array in zip(paths, made.values(), strict=True):
            np.save(path, array, allow_pickle=False)
        kept = (*kept, (table, paths))
        for _table, old in kept[:-ARRAYS_KEPT]:
            for path in old:
                _remove(Path(path))
        self._kept[type(table)] = kept[-ARRAYS_KEPT:]
        return paths


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return  # Windows keeps a mapped file; the scratch folder is wiped at exit


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
        problem=_problem(outcome),
    )


def _problem(outcome: Outcome) -> Problem | None:
    problem = outcome.problem
    if problem is None or not outcome.settings.sources:
        return None  # an analysis that has not begun has no problem yet
    return Problem(outcome.stopped_at, problem.message, problem.hint)


def source_view(table: SourceTable) -> SourceView:
    """Return a source as it is shown."""
    first = table.raw.fetch(0, PREVIEW_ROWS)
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
    )


def _customers_view(results: Results) -> CustomersView | None:
    """Return the customer table in numbers, or as much as joining the sources has told."""
    found: CustomerTable | None = results.get("customers")
    if found is not None:
        return CustomersView(len(found.table), found.measures, found.joins, found.notes)
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


def _axes_view(outcome: Outcome) -> AxesView:
    scored: ScoredCustomers = outcome.results["scored"]
    customers: CustomerTable = outcome.results["customers"]
    meanings = {measure.name: measure.meaning for measure in customers.measures}
    views = (
        _axis_view(scored, place, meanings.get(axis.formula, ""))
        for place, axis in enumerate(scored.axes)
    )
    return AxesView(tuple(views), not outcome.settings.axes, scored.notes)


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
    )


def _short_ids(ids: pd.Index) -> npt.NDArray[np.str_]:
    texts = [text if len(text) <= LONGEST_ID else text[: LONGEST_ID - 1] + "…" for text in ids]
    return np.array(texts, dtype=np.str_)
