"""What the Actions page says."""

from core.answers import Analysis, SegmentsView
from core.settings import Evidence, Settings
from core.tables.actions import ActionTable, NextAction, SegmentAction
from ui.desktop.numbers import number
from ui.desktop.pages.actions.journeys import leads_to
from ui.desktop.widgets.cells import Cell, Heading, Interval, amount
from ui.desktop.widgets.phrases import capitalised, counted, decimals_for, in_words, spelt
from ui.desktop.widgets.segment_label import style_of
from ui.desktop.widgets.ticks import round_ticks

NOT_YET = (
    "Here each segment gets its next best action, where it leads and what it earns. "
    "It appears as soon as there are segments."
)
EMPTY = ("Actions", NOT_YET)
CATALOGUE_NOTE = (
    "Change any of it; the actions, the journeys and the plan follow, and it can be undone. "
    "Success shares are assumptions until a plan has been measured."
)
ORDER = (
    "Segments stand by total gain: that of each customer who may get the action, added up. The "
    "next best action of a segment is the one with the greatest total gain among those that the "
    "order rule and the conditions of the action allow. Help tells where every number comes from."
)


def weighed(actions: ActionTable | None) -> bool:
    """Return whether any action could be weighed for any segment."""
    return actions is not None and any(found.best for found in actions.next_actions)


def title(analysis: Analysis) -> tuple[str, str]:
    """Return the finding and the line below it."""
    actions = analysis.actions
    if actions is None:
        return EMPTY
    if not weighed(actions):
        return "No action can be weighed yet", " ".join(actions.assumptions[:1])
    moving = sum(leads_to(found) is not None for found in actions.next_actions)
    keeping = sum(found.pays for found in actions.next_actions) - moving
    line = "Every gain carries its evidence."
    if any(
        found.best and found.best.evidence == Evidence.ASSUMED for found in actions.next_actions
    ):
        line += " Test an “assumed” one on a few before spending much on it."
    if not moving and not keeping:
        return "No action pays yet", line
    ideal = analysis.segments is not None and analysis.segments.ideal.code is not None
    goal = "closer to the ideal" if ideal else "up"
    moved = f"{spelt(moving, 'segment')} can move {goal}"
    kept = f"{in_words(keeping)} can be kept where {'it is' if keeping == 1 else 'they are'}"
    return capitalised("; ".join(part for part, n in ((moved, moving), (kept, keeping)) if n)), line


def ticks(actions: ActionTable) -> tuple[float, ...]:
    """Return round values that span all intervals and zero."""
    bests = [found.best for found in actions.next_actions if found.best is not None]
    ends = [end for best in bests for end in (best.gain_low, best.gain_high)]
    return round_ticks(ends)


def catalogue_title(settings: Settings) -> tuple[str, str]:
    """Return the title over the catalogue."""
    count = len(settings.catalogue)
    return f"{capitalised(spelt(count, 'action'))} in “{settings.catalogue_name}”", CATALOGUE_NOTE


def table_note(analysis: Analysis) -> str:
    """Return what the gains of the table are."""
    months = analysis.settings.economics.horizon_months
    return f"Gain per customer over {months} months, beyond its cost and what would happen anyway"


def headings(actions: ActionTable) -> tuple[Heading, ...]:
    """Return the headings of the ranked table."""
    return (
        Heading("", right=True, least=20, tooltip="Place by total gain"),
        Heading("Segment", stretch=3, least=96),
        Heading("Next best action", stretch=3, least=96),
        Heading("Leads to", stretch=3, least=96, drop_below=720),
        Heading("Gain\neach", right=True),
        Heading("", ticks=ticks(actions), least=120, drop_below=900),
        Heading(
            "80 %\ninterval",
            right=True,
            drop_below=600,
            tooltip="The gain lies within it four times in five",
        ),
        Heading("Cost\neach", right=True, drop_below=660),
        Heading(
            "Gain per\n1 spent", right=True, drop_below=1130, tooltip="Return on what it costs"
        ),
        Heading("Success,\n%", right=True, drop_below=800),
        Heading(
            "Needed to\npay, %",
            right=True,
            drop_below=1150,
            tooltip="Successes in 100 from which on it pays",
        ),
        Heading("Customers", right=True, drop_below=1240, tooltip="Those who may get it"),
        Heading("Total\ngain", right=True),
        Heading("Evidence", drop_below=860),
    )


def rows(analysis: Analysis) -> tuple[tuple[Cell, ...], ...]:
    """Return the ranked segments, then those without a paying action, then the total."""
    view, actions = analysis.segments, analysis.actions
    if view is None or actions is None:
        return ()
    found = [_row(actions.next_actions[code - 1], analysis) for code in order(actions)]
    paying = [actions.next_actions[code - 1].best for code in actions.ranking]
    total = sum(best.total for best in paying if best is not None)
    people = sum(best.customers for best in paying if best is not None)
    cells = [Cell()] * 14
    cells[1] = Cell("All that pay")
    cells[11] = amount(number(people), people)
    cells[12] = amount(number(total), total)
    return (*found, tuple(cells))


def order(actions: ActionTable) -> tuple[int, ...]:
    """Return the segments' codes in the order of the table."""
    others = (found.segment for found in actions.next_actions if found.rank is None)
    return (*actions.ranking, *others)


def _row(found: NextAction, analysis: Analysis) -> tuple[Cell, ...]:
    view, actions, best = analysis.segments, analysis.actions, found.best
    if view is None or actions is None:
        return ()
    segment = view.segments[found.segment - 1]
    rank = Cell(str(found.rank) if found.rank else "–", look="quiet")
    name = Cell(segment.name, mark=style_of(segment.code), tooltip=_summary(segment.name, best))
    if best is None:
        return (rank, name, Cell("None is meant for it", look="quiet"))
    figures = _figures(best, gain_decimals(actions), pays=found.pays)
    return (rank, name, *_named(found, best, view), *figures)


def _summary(name: str, best: SegmentAction | None) -> str:
    """Return the row in words, with what a narrow table leaves out."""
    if best is None:
        return name
    needed = "never" if best.break_even is None else f"{number(100 * best.break_even, 1)} %"
    return (
        f"{name}, {counted(best.customers, 'customer')}: {best.title}. {best.reason} "
        f"Return {number(best.roi, 1)} per 1 spent; success "
        f"{number(100 * best.success)} %, needed to pay {needed}; {best.evidence}."
    )


def _named(found: NextAction, best: SegmentAction, view: SegmentsView) -> tuple[Cell, Cell]:
    if not found.pays:
        return Cell("None pays yet", look="quiet"), Cell(f"closest: {best.title}", look="quiet")
    action = Cell(best.title, tooltip=_summary(best.title, best))
    if best.to == found.segment:
        words = "stays ideal" if best.to == view.ideal.code else "stays"
        return action, Cell(words, look="quiet")
    ending = view.segments[best.to - 1].name
    return action, Cell(ending, mark=style_of(best.to), tooltip=ending)


def gain_decimals(actions: ActionTable) -> int:
    """Return how many decimals all gains are written with."""
    bests = [found.best for found in actions.next_actions if found.best is not None]
    ends = [abs(end) for best in bests for end in (best.gain_low, best.gain_high)]
    return decimals_for(max(ends, default=0.0))


def _figures(best: SegmentAction, decimals: int, *, pays: bool) -> tuple[Cell, ...]:
    gain = number(best.gain, decimals)
    low, high = sorted((best.gain_low, best.gain_high))
    interval = Interval(low, best.gain, high, decides=pays)
    written = f"{number(low, decimals)} to {number(high, decimals)}"
    needed = best.break_even
    total = amount(number(best.total), best.total) if pays else Cell()
    return (
        Cell(gain, f"{best.gain:.10g}", look="strong" if pays else ""),
        Cell(interval=interval, tooltip=f"{written}; {gain} is expected"),
        Cell(written, look="quiet"),
        amount(number(best.unit_cost, 0 if best.unit_cost % 1 == 0 else 2), best.unit_cost),
        amount(number(best.roi, 1), best.roi),
        amount(number(100 * best.success), 100 * best.success),
        Cell("never", look="quiet") if needed is None else _percent(needed),
        amount(number(best.customers), best.customers),
        total,
        Cell(best.evidence),
    )


def _percent(share: float) -> Cell:
    return Cell(number(100 * share), f"{100 * share:.10g}")
