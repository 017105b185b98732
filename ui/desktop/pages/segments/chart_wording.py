"""What the chart of the segments says."""

from core.answers import Analysis, AxisView
from core.customer_lookups import FactsFound
from core.settings import Direction
from ui.desktop.charts.facts_panel import Facts
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import ScatterSegment
from ui.desktop.charts.summary import Summary
from ui.desktop.customer_words import cell_words, is_missing
from ui.desktop.looking import ChartView
from ui.desktop.numbers import number
from ui.desktop.pages.segments.wording import figure_of, is_skewed
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.phrases import listed, measure_title, measure_words
from ui.desktop.widgets.segment_label import style_of

IN_THE_HEAD = ("customer", "name", "segment")
NOT_SCORED = "Not scored"


def chart_title(axes: tuple[AxisView, ...], view: ChartView) -> str:
    """Return what one mark is, and on which axes it stands."""
    shown = tuple(measure_words(axes[place].axis.measure) for place in columns_of(axes, view))
    if view.form == "fields":
        return f"Customers in nine fields: {listed(shown)}"
    return f"Each mark is one customer: {listed(shown)}"


def columns_of(axes: tuple[AxisView, ...], view: ChartView) -> tuple[int, ...]:
    """Return the places of the axes that are shown: across, up and, in a cube, deep."""
    last = len(axes) - 1
    places = list(dict.fromkeys(min(place, last) for place in view.axes))
    places += [place for place in range(len(axes)) if place not in places]
    return tuple(places[: 3 if view.form == "solid" and last > 1 else 2])


def scatter_axis(axis: AxisView) -> ScatterAxis:
    """Return an axis as the chart words it."""
    better = {
        Direction.MORE: "more",
        Direction.LESS: "less",
        Direction.TARGET: f"best at {figure_of(axis, axis.axis.target or 0.0)}",
    }
    return ScatterAxis(
        measure_title(axis.axis.measure), "", better[axis.axis.direction], log=is_skewed(axis)
    )


def score_axis(axis: AxisView) -> ScatterAxis:
    """Return an axis as the chart words it when scores are shown."""
    words = {Direction.LESS: "1 is best: the least", Direction.MORE: "1 is best: the most"}
    better = words.get(axis.axis.direction, "1 is best: on target")
    return ScatterAxis(measure_title(axis.axis.measure), "score", better, score=True)


def worded_axes(axes: tuple[AxisView, ...], view: ChartView) -> tuple[ScatterAxis, ...]:
    """Return the axes that are shown as the chart words them."""
    worded = score_axis if view.scores else scatter_axis
    return tuple(worded(axes[place]) for place in columns_of(axes, view))


def segments_of(analysis: Analysis) -> tuple[ScatterSegment, ...]:
    """Return the segments as the chart needs them."""
    if analysis.segments is None:
        return ()
    return tuple(
        ScatterSegment(found.code, found.name, found.ideal, style_of(found.code))
        for found in analysis.segments.segments
    )


def facts(analysis: Analysis, found: FactsFound) -> Facts:
    """Return who a mark is: id, name, segment and what else the list says of them."""
    columns = {column.key: column for column in analysis.columns}
    said = {
        key: cell_words(columns[key], cell, form)
        for key, cell, form in zip(found.columns, found.cells, found.forms, strict=True)
        if key in columns
    }
    told = dict(zip(found.columns, found.cells, strict=True))
    code = int(told.get("segment", 0))
    lines = tuple(
        (columns[key].title, words or "missing")
        for key, words in said.items()
        if key not in IN_THE_HEAD and not (key == "gain" and is_missing(told[key]))
    )
    return Facts(
        title=said.get("customer", ""),
        subtitle=said.get("name", ""),
        style=style_of(code),
        segment=said.get("segment", NOT_SCORED),
        lines=lines,
    )


def table(
    analysis: Analysis, view: ChartView, found: tuple[Summary, ...]
) -> tuple[tuple[Heading, ...], tuple[tuple[Cell, ...], ...]]:
    """Return headings and rows of the chart as a table."""
    axes = analysis.axes.axes if analysis.axes is not None else ()
    shown = () if view.scores else tuple(axes[place] for place in columns_of(axes, view))
    return _headings(worded_axes(axes, view)), _rows(segments_of(analysis), found, shown)


def _headings(axes: tuple[ScatterAxis, ...]) -> tuple[Heading, ...]:
    medians = tuple(Heading(f"{axis.name()}\nmedian (middle half)", right=True) for axis in axes)
    return (
        Heading("Segment", stretch=1, least=120),
        Heading("Shown", right=True),
        Heading("Outside\nthe frame", right=True),
        *medians,
    )


def _rows(
    segments: tuple[ScatterSegment, ...], found: tuple[Summary, ...], axes: tuple[AxisView, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each segment and a total.

    ``axes`` are those that are shown, and empty where scores are.
    """
    names = {segment.code: segment for segment in segments}
    rows = []
    for one in found:
        segment = names.get(one.code)
        quartiles = tuple(
            _range(quartile, axes[place] if axes else None)
            for place, quartile in enumerate(one.quartiles)
        )
        name = segment.name if segment is not None else NOT_SCORED
        note = "ideal" if segment is not None and segment.ideal else ""
        style = segment.style if segment is not None else 0
        counts = (_count(one.inside), _count(one.outside))
        rows.append((Cell(name, note=note, mark=style), *counts, *quartiles))
    inside, outside = (sum(getattr(one, part) for one in found) for part in ("inside", "outside"))
    return (*rows, (Cell("All with a mark"), _count(inside), _count(outside)))


def _count(count: int) -> Cell:
    return Cell(number(count), str(count), look="" if count else "quiet")


def _range(quartile: tuple[float, float, float], axis: AxisView | None) -> Cell:
    if any(value != value for value in quartile):  # noqa: PLR0124 - missing
        return Cell(tooltip="nobody is shown")
    lower, median, upper = (
        number(value, 2) if axis is None else figure_of(axis, value) for value in quartile
    )
    return Cell(f"{median} ({lower} to {upper})", plain=f"{quartile[1]:.10g}")
