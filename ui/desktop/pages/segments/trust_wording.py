"""What the Segments page says of methods, stability, rules, and what became of kept segments."""

from core.answers import AxisView, SegmentsView
from core.settings import Direction, Limit, Method, Scaling
from core.tables.profile import Profile, Trait
from core.tables.segments import Segment
from core.tables.trust import BY_LIMITS, Match, Stability
from ui.desktop.numbers import number
from ui.desktop.widgets.phrases import (
    capitalised,
    counted,
    in_words,
    listed,
    measure_title,
    measure_words,
    spelt,
)

Way = tuple[Method, Scaling]

BEST_FIT = (Method.BEST_FIT, Scaling.RANK)
GRID = (Method.GRID, Scaling.RANK)
RULE = (Method.RULE, Scaling.RANK)
WAYS: tuple[tuple[str, Way], ...] = (
    ("Best fit", BEST_FIT),
    ("k-means on ranks", (Method.K_MEANS, Scaling.RANK)),
    ("k-means on logarithms", (Method.K_MEANS, Scaling.LOG)),
    ("k-means on values", (Method.K_MEANS, Scaling.Z)),
    ("Mixture on ranks", (Method.MIXTURE, Scaling.RANK)),
    ("Mixture on logarithms", (Method.MIXTURE, Scaling.LOG)),
    ("Mixture on values", (Method.MIXTURE, Scaling.Z)),
    ("Grid of limits", GRID),
)
WHEN = (
    "Best fit compares the others and takes the one whose groups come out again when the customers "
    "are redrawn. Ranks suit most bases: nobody far out counts for more. Logarithms suit amounts "
    "of very different size, values suit groups with clear gaps. A mixture finds groups of "
    "different width. The grid is set by limits that you can move."
)
SHOWN_TRAITS = 4
SMALL_GAP = 0.005


def ways(view: SegmentsView) -> tuple[tuple[str, object], ...]:
    """Return the ways to choose from; the rule is one of them while it is in force."""
    by_rule = view.approach.method is Method.RULE
    return (*WAYS, ("Rules as they stand", RULE)) if by_rule else WAYS


def approach_line(view: SegmentsView, asked: Method) -> str:
    """Return how the segments were found, as one sentence."""
    if view.kept:
        return "Kept from before: customers are placed by the segments found then."
    if asked is Method.BEST_FIT:
        return f"Best fit took {view.approach.words}."
    return f"{capitalised(view.approach.words)}, as you have chosen."


def limit_word(axis: AxisView) -> str:
    """Return what stands before a limit of an axis: on which side of it customers are good."""
    words = {Direction.MORE: "from", Direction.LESS: "below"}
    return words.get(axis.axis.direction, "within")


def moved(limits: tuple[Limit, ...], changed: Limit) -> tuple[Limit, ...]:
    """Return the user's limits with those of one axis replaced."""
    return (*(one for one in limits if one.measure != changed.measure), changed)


def stability_line(stability: Stability | None) -> str:
    """Return how far a segment can be relied on, as a short sentence; "" if not tested."""
    if stability is None:
        return ""
    return "Set by limits." if stability.words == BY_LIMITS else f"{capitalised(stability.words)}."


def why_segment(segment: Segment, view: SegmentsView, levels: str) -> tuple[str, str]:
    """Return question and answer about one segment: where it stands and how far it holds."""
    return f"Why is “{segment.name}” a segment?", f"{levels} {_why_stable(segment, view)}".strip()


def _why_stable(segment: Segment, view: SegmentsView) -> str:
    found = segment.stability
    if found is None:
        return ""
    if found.words == BY_LIMITS:
        return "It is set by limits, so it is the same whoever else is a customer."
    leaving = round(100 * (1 - found.staying))
    names = tuple(f"‘{view.segments[code - 1].name}’" for code in found.neighbours)
    words = f"{capitalised(found.words)}: when the customers are redrawn at random,"
    if not leaving:
        return f"{words} all of these stay together."
    neighbours = f" Its neighbours are {listed(names)}." if len(names) > 1 else ""
    return f"{words} {leaving} in 100 of these end up in other groups.{neighbours}"


def rule_lines(segment: Segment) -> tuple[str, str]:
    """Return the rule of a segment and how well it works."""
    rule = segment.rule
    if rule is None or not rule.ranges:
        return "No short rule finds these customers.", ""
    finds, right = round(100 * rule.recall), round(100 * rule.precision)
    if finds == right == 100:  # noqa: PLR2004 - all of them
        return f"{capitalised(rule.words)}.", "It finds all of them and nobody else."
    works = f"Finds {finds} in 100 of them; {right} in 100 it finds are right."
    return f"{capitalised(rule.words)}.", works


def rules_question(view: SegmentsView) -> tuple[str, str]:
    """Return what making the rules the definition means."""
    cost = round(100 * view.explaining)
    closeness = "at no cost in closeness" if not cost else f"and lie {cost} % less close together"
    answer = (
        f"The segments become exactly what {in_words(len(view.boxes))} rules say, {closeness}. "
        "Then anybody can check who belongs where, and later customers are placed in the same "
        "way. It can be undone."
    )
    return "What does that mean?", answer


def to_ideal_line(segment: Segment, view: SegmentsView) -> str:
    """Return what a segment lacks on each axis to the ideal, in hundredths of the score."""
    if segment.ideal:
        return ""
    pairs = zip(segment.spreads, segment.to_ideal, strict=False)
    lacking = [(gap, measure_words(one.measure)) for one, gap in pairs if gap > SMALL_GAP]
    if not lacking:
        return "It lacks nothing on any axis."
    parts = tuple(f"{round(100 * gap)} in {name}" for gap, name in sorted(lacking, reverse=True))
    goal = "To the ideal" if view.ideal.code is not None else "To the ideal region"
    return f"{goal} it lacks {listed(parts)}, of 100 on each axis."


def nearest(ids: tuple[str, ...], view: SegmentsView) -> tuple[str, str]:
    """Return question and answer about who is nearest to the ideal region."""
    region = tuple(
        f"{measure_words(spread.measure)} {round(100 * least)}"
        for spread, least in zip(view.everyone, view.ideal.region, strict=True)
        if least
    )
    inside = counted(view.ideal.close, "customer is", "customers are")
    begins = f"The ideal begins at {listed(region)}, of 100 on each axis; {inside} there."
    return "Who is nearest to the ideal?", f"{listed(ids)}. {begins}"


def trait_lines(profile: Profile) -> tuple[str, ...]:
    """Return the first few things that set a segment apart, or why there is nothing to say."""
    if profile.silent:
        return (profile.silent,)
    return tuple(trait.words for trait in profile.traits[:SHOWN_TRAITS])


def all_traits(profile: Profile) -> str:
    """Return everything that sets a segment apart, each with how sure it is."""
    lines = [f"{trait.words} {_sure(trait)}" for trait in profile.traits]
    looked = counted(profile.looked_at, "column was", "columns were")
    return "\n\n".join((*lines, f"{looked} looked at."))


def _sure(trait: Trait) -> str:
    """Return an effect with its interval, in pairs or in points."""
    if trait.category:
        low, high = (round(100 * end) for end in (trait.low, trait.high))
        return f"({_signed(low)} to {_signed(high)} in 100)"
    low, high = sorted(round(50 * (1 + end)) for end in (trait.low, trait.high))
    return f"(higher in {low} to {high} of 100 pairs)"


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else number(points)


def remedy_line(view: SegmentsView) -> str:
    """Return what introduces that which would hold better; "" if enough segments hold."""
    if view.remedy is None:
        return ""
    return f"{capitalised(in_words(view.remedy.holding))} of {len(view.segments)} hold. Better:"


def history_line(view: SegmentsView) -> str:
    """Return what became of the kept segments, in one sentence; "" if none were kept."""
    if not view.matches:
        return ""
    same = sum(one.kind == "matched" for one in view.matches)
    return f"Found afresh: {spelt(same, 'segment is', 'segments are')} the same as before."


def history(view: SegmentsView, kept: tuple[str, ...]) -> str:
    """Return what became of each kept segment, one per line; ``kept`` are their names."""
    lines = [_became(one, view, kept) for one in view.matches]
    if view.agreement is not None:
        lines.append(f"Both divisions agree to {number(100 * view.agreement)} %.")
    return "\n".join(lines)


def _became(one: Match, view: SegmentsView, kept: tuple[str, ...]) -> str:
    before = tuple(f"‘{kept[code - 1]}’" for code in one.before)
    now = tuple(f"‘{view.segments[code - 1].name}’" for code in one.now)
    shared = f"{round(100 * one.jaccard)} in 100 customers are in both"
    match one.kind:
        case "matched":
            return f"{now[0]} is the same; {shared}."
        case "split":
            return f"{before[0]} has split into {listed(now)}."
        case "merged":
            return f"{listed(before)} have become {now[0]}."
        case "born":
            return f"{now[0]} is new."
    return f"{before[0]} is gone."


def name_problem(name: str, segment: Segment, view: SegmentsView) -> str:
    """Return why a segment cannot have a name, "" if it can."""
    others = {one.name.casefold() for one in view.segments if one.code != segment.code}
    if name.casefold() in others:
        return "Another segment has that name."
    return ""


def unknown_name(measures: tuple[str, ...]) -> str:
    """Return the name of the group of customers who lack the same."""
    return f"{measure_title(listed(tuple(map(measure_words, measures))))} unknown"
