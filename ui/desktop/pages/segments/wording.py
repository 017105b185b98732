"""What the Segments page says."""

from core.answers import Analysis, AxisView, SegmentsView
from core.tables.actions import NextAction
from core.tables.segments import Segment
from core.tables.trust import BY_LIMITS
from ui.desktop.numbers import number, shares
from ui.desktop.pages.segments.trust_wording import unknown_name
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.phrases import (
    capitalised,
    counted,
    decimals_for,
    figure,
    in_words,
    listed,
    measure_words,
)
from ui.desktop.widgets.segment_label import style_of

NOT_YET = (
    "Here the customers will stand in nine segments, the ideal one marked. "
    "They appear as soon as three measures have numbers for enough customers."
)
EMPTY = ("Segments", NOT_YET)
STABILITY = (
    "How much of a segment is found again when the customers are redrawn at random: very solid "
    "from 85 in 100, solid from 75, a tendency from 60, else do not rely on it."
)
HEADINGS = (
    Heading("Segment", stretch=1, least=110),
    Heading("Customers", right=True),
    Heading("Share, %", right=True, tooltip="Share of the customers with all scores"),
    Heading("Stability", tooltip=STABILITY),
)
SKEWED = 8.0
DO_NOT_RELY = "do not rely"
UNKNOWN = "They are not scored, because this is missing; nothing is made up for them. See Axes."
LEVELS = {"low": "poor", "mid": "middling", "high": "good"}


def title(analysis: Analysis) -> tuple[str, str]:
    """Return the finding and the line below it."""
    view = analysis.segments
    if view is None:
        return EMPTY
    count = capitalised(in_words(len(view.segments)))
    if view.ideal.code is None:
        close = counted(view.ideal.close, "customer is", "customers are")
        who = close if view.ideal.close else "nobody is"
        return f"No segment is ideal yet; {who} close", view.ideal.reason
    ideal = view.segments[view.ideal.code - 1]
    return f"{count} segments; the ideal is “{ideal.name}”", _ideal_line(ideal, view, analysis)


def _ideal_line(ideal: Segment, view: SegmentsView, analysis: Analysis) -> str:
    axes = analysis.axes.axes if analysis.axes else ()
    parts = tuple(
        f"{measure_words(axis.axis.measure)} {figure_of(axis, spread.median)}"
        for axis, spread in zip(axes, ideal.spreads, strict=False)
    )
    everyone = view.customers - view.unscored
    sure = _surely(view)
    whom = f"{number(ideal.customers)} of {counted(everyone, 'customer')}"
    return f"{whom}: {', '.join(parts)}.{sure}"


def _surely(view: SegmentsView) -> str:
    """Return how often redrawing the customers says the same about the ideal."""
    probability = view.ideal.probability
    if probability is None:
        return ""
    same = "Ideal" if view.ideal.code is not None else "None is ideal"
    return f" {same} in {round(100 * probability)} of 100 redraws."


def why(view: SegmentsView) -> tuple[str, str]:
    """Return question and answer about the ideal."""
    best = view.segments[view.ideal.best - 1].name
    more = f"{_surely(view)}{_rival(view)}"
    if view.ideal.code is None:
        return "Why is no segment ideal?", f"{view.ideal.reason} The best so far is “{best}”.{more}"
    return f"Why is “{best}” the ideal?", f"{view.ideal.reason}{more}"


def _rival(view: SegmentsView) -> str:
    """Return which segment another yardstick prefers; "" if it is the same."""
    if view.ideal.rival is None:
        return ""
    rival = view.segments[view.ideal.rival - 1].name
    return f" By closeness to the best on all axes together, “{rival}” comes first: look at both."


def figure_of(axis: AxisView, value: float) -> str:
    """Write a value of an axis with the decimals that its range asks for."""
    return figure(value, axis.upper - axis.smallest)


def is_skewed(axis: AxisView) -> bool:
    """Tell whether an axis is easier to read on a log scale."""
    return axis.smallest > 0 and axis.largest > SKEWED * axis.median


def list_rows(view: SegmentsView) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each segment, then all scored customers, then those without a score."""
    percent = shares([segment.customers for segment in view.segments])
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(
                segment.name,
                look="strong" if segment.ideal else "",
                note="ideal" if segment.ideal else "",
                mark=style_of(segment.code),
                tooltip=f"{segment.name}: {levels(segment)}",
            ),
            Cell(number(segment.customers), str(segment.customers)),
            Cell(number(share, 1), f"{share:.1f}"),
            _stability(segment),
        )
        for segment, share in zip(view.segments, percent, strict=True)
    ]
    return (*rows, *total_rows(view))


def _stability(segment: Segment) -> Cell:
    found = segment.stability
    if not segment.customers:
        return Cell("nobody now", look="quiet")
    if found is None:
        return Cell("not tested", look="quiet")
    if found.words == BY_LIMITS:
        return Cell(found.words, tooltip="The same whoever else is a customer")
    tooltip = f"{round(100 * found.jaccard)} in 100 are found again when the customers are redrawn"
    look = "negative" if found.words == DO_NOT_RELY else ""
    return Cell(found.words, f"{found.jaccard:.2f}", look=look, tooltip=tooltip)


def total_rows(view: SegmentsView) -> tuple[tuple[Cell, ...], ...]:
    """Return the row of all scored customers, and one for each group that lacks something."""
    scored = view.customers - view.unscored
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(f"All with {in_words(len(view.everyone))} scores"),
            Cell(number(scored), str(scored)),
            Cell(number(100.0, 1)),
        )
    ]
    rows += [
        (
            Cell(unknown_name(group.measures), look="quiet", tooltip=UNKNOWN),
            Cell(number(group.customers), str(group.customers), look="quiet"),
        )
        for group in view.unknown
    ]
    return tuple(rows)


def levels(segment: Segment) -> str:
    """Return where a segment stands on each axis, in words."""
    parts = tuple(
        f"{measure_words(spread.measure)} {LEVELS.get(level, level)}"
        for spread, level in zip(segment.spreads, segment.levels, strict=True)
    )
    return f"Against everybody: {listed(parts)}."


def size(segment: Segment, view: SegmentsView) -> str:
    """Return how large a segment is, as a sentence."""
    scored = view.customers - view.unscored
    return f"{number(segment.customers)} of {counted(scored, 'scored customer')}."


def next_words(found: NextAction | None) -> str:
    """Return the next action of a segment and what it earns, as a sentence."""
    if found is None or found.best is None:
        return "No action of the catalogue is meant for this segment."
    best = found.best
    decimals = decimals_for(max(abs(best.gain_low), abs(best.gain_high)))
    low, high = (number(end, decimals) for end in sorted((best.gain_low, best.gain_high)))
    gain = number(abs(best.gain), decimals)
    if not found.pays:
        return f"None pays yet: the best, {best.title}, would lose {gain} each ({low} to {high})."
    return f"{best.title} gains {gain} each ({low} to {high})."
