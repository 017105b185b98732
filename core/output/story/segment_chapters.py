"""The segments and what comes next for each, as chapters of the story."""

from core.customers.next_action import next_step
from core.output.contents import PlanContents
from core.output.segment_chart import chosen_axes
from core.output.segments_sheet import even_shares, good_end
from core.output.story.form import Bubble, Chapter, Exhibit, SegmentMap, Table
from core.output.story.written import counted_words, decimals, digits_for, money, share, whole
from core.tables.actions import NextAction
from core.tables.listing import measure_title


def segments(contents: PlanContents) -> Chapter:
    """Return where the segments lie, and their numbers."""
    ideal = contents.segments.ideal
    count = counted_words(len(contents.segments.segments))
    if ideal.code is None:
        title = f"{count} segments, none of them ideal yet"
    else:
        title = f"{count} segments; the ideal is ‘{contents.segment(ideal.code).name}’"
    told = (ideal.reason, "The area of a circle is the number of customers.")
    shown = Exhibit(title, told, _map(contents))
    numbers = Exhibit("The segments in numbers", (), _table(contents))
    apart = tuple(
        f"{contents.segment(profile.code).name}: {profile.traits[0].words}"
        for profile in contents.profiles
        if profile.traits
    )
    others = (Exhibit("What sets each segment apart", apart),) if apart else ()
    return Chapter("The segments", (shown, numbers, *others))


def _map(contents: PlanContents) -> SegmentMap:
    axes = contents.scored.axes
    across, up = chosen_axes(contents)
    words = [
        f"{measure_title(axes[at].measure)}, median ({good_end(axes[at])})" for at in (across, up)
    ]
    bubbles = tuple(
        Bubble(
            one.code,
            one.name,
            one.spreads[across].median,
            one.spreads[up].median,
            one.customers,
            one.ideal,
        )
        for one in contents.segments.segments
        if one.customers
    )
    told = "; ".join(
        f"{one.name}: {decimals(one.across, 2)} and {decimals(one.up, 2)}, "
        f"{whole(one.customers)} customers"
        for one in bubbles
    )
    alt = f"Map of the segments by {words[0].lower()} and {words[1].lower()}. {told}."
    return SegmentMap(words[0], words[1], bubbles, alt)


def _table(contents: PlanContents) -> Table:
    axes = contents.scored.axes
    months = contents.settings.economics.horizon_months
    titles = tuple(f"{measure_title(axis.measure)}, median" for axis in axes)
    found = contents.segments.segments
    shares = even_shares([one.customers for one in found])
    digits = [digits_for(tuple(one.spreads[at].median for one in found)) for at in range(len(axes))]
    rows = tuple(
        (
            f"{one.name} (ideal)" if one.ideal else one.name,
            whole(one.customers),
            share(part),
            *(
                decimals(spread.median, many)
                for spread, many in zip(one.spreads, digits, strict=True)
            ),
            money(contents.actions.worth[one.code - 1]),
        )
        for one, part in zip(found, shares, strict=True)
    )
    heads = ("Segment", "Customers", "Share", *titles, f"Worth each, {months} months")
    codes = tuple(one.code for one in found)
    if any(one.stability is None for one in found):
        return Table(heads, rows, codes=codes)
    words = (one.stability.words for one in found if one.stability is not None)
    told = tuple((*row, word) for row, word in zip(rows, words, strict=True))
    return Table((*heads, "Stability"), told, codes=codes)


def next_actions(contents: PlanContents) -> Chapter:
    """Return the next best action of each segment, the greatest total gain first."""
    actions = contents.actions
    ranked = [contents.next_action(code) for code in actions.ranking]
    others = [one for one in actions.next_actions if not one.pays]
    count = len(ranked)
    have = "segment has" if count == 1 else "segments have"
    title = f"{counted_words(count)} {have} an action that pays"
    titles = (
        "Segment",
        "Next best action",
        "Leads to",
        "Gain each",
        "80 % interval",
        "For 1 spent",
    )
    rows = tuple(_row(contents, one) for one in (*ranked, *others))
    codes = tuple(one.segment for one in (*ranked, *others))
    table = Table(titles, rows, words=3, codes=codes)
    first = (next_step(ranked[0])[1],) if ranked else ()
    return Chapter("What comes next", (Exhibit(title, first, table),))


def _row(contents: PlanContents, following: NextAction) -> tuple[str, ...]:
    name = contents.segment(following.segment).name
    best = following.best
    if best is None or not following.pays:
        return name, "none pays yet", "", "", "", ""
    to = "stays" if best.to == best.segment else contents.segment(best.to).name
    interval = f"{money(best.gain_low)} to {money(best.gain_high)}"
    return name, best.title, to, money(best.gain), interval, decimals(best.roi, 2)
