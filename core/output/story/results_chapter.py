"""What the plan of the earlier period really earned, as a chapter of the story."""

from math import isfinite

from core.output.contents import PlanContents
from core.output.story.form import Chapter, Exhibit, Span, Spans, Table
from core.output.story.written import counted_words, money, signed, whole
from core.tables.listing import measure_title
from core.tables.periods import MeasureChange, Moves, ResultTable
from core.tables.results import Earned, Effect, Scale, Verdict
from core.tables.segments import Segment

HEADING = "What the earlier plan earned"
ACROSS = "Effect for each customer, 95 % interval"
COLOURS = "Blue has earned its cost, red has lost money, grey cannot be told."
KINDS = {Earned.EARNED: "won", Earned.LOST: "lost"}
REACHED = {True: "yes", False: "short", None: ""}


def earned(contents: PlanContents) -> Chapter | None:
    """Return what worked and what did not; None without an earlier period."""
    table = contents.results
    if table is None:
        return None
    exhibits = [*_in_money(table), *_by_outcome(table)]
    if table.moves.into is not None:
        exhibits.append(_moved(table.moves, contents.earlier))
    if table.progress:
        exhibits.append(_progress(table.progress))
    return Chapter(HEADING, tuple(exhibits))


# What it earned


def _in_money(table: ResultTable) -> list[Exhibit]:
    """Show the effects in money beside their cost, with what cannot be told."""
    counted = table.counted
    about = (
        f"{whole(counted.both)} customers are in both periods; {whole(counted.gone)} are gone and "
        f"{whole(counted.new)} are new."
    )
    paid = [effect for effect in table.effects if effect.earnings is not None]
    if not paid:
        why = "No cost is known, or nobody was held out, so nothing can be said in money."
        return [Exhibit("What the plan earned cannot be told", (about, why, *table.notes))]
    told = (
        "Everybody planned is counted, whether reached or not, against those held out by chance.",
        COLOURS,
        *_unfair(paid),
        *_too_small(paid),
        about,
        *table.notes,
    )
    titles = ("Action", "Treated", "Held out", "Effect each", "95 % interval", "Cost each")
    rows = tuple((*_compared(effect), _cost(effect), _verdict(effect)) for effect in paid)
    numbers = Exhibit("What each action earned, in numbers", (), Table((*titles, "Verdict"), rows))
    return [Exhibit(_finding(paid), told, _spans(paid)), numbers]


def _spans(paid: list[Effect]) -> Spans | None:
    """Draw what is known; None for nothing."""
    drawn = [one for one in paid if isfinite(one.estimate.low) and isfinite(one.estimate.high)]
    said = "; ".join(
        f"{effect.title}: {_change(effect, effect.estimate.effect)}, {_span(effect)}, cost "
        f"{_cost(effect)}, {_verdict(effect)}"
        for effect in drawn
    )
    alt = f"Effects with their 95 % intervals beside the cost. {said}."
    return Spans(tuple(map(_span_of, drawn)), ACROSS, alt) if drawn else None


def _span_of(effect: Effect) -> Span:
    estimate, judged = effect.estimate, _judged(effect)
    cost = 0.0 if effect.earnings is None else effect.earnings.cost
    kind = "open" if judged is None else KINDS.get(judged, "open")
    return Span(effect.title, estimate.low, estimate.effect, estimate.high, cost, kind)


def _finding(paid: list[Effect]) -> str:
    judged = [_judged(effect) for effect in paid]
    won, lost, unfair = (judged.count(word) for word in (Earned.EARNED, Earned.LOST, None))
    still = len(paid) - won - lost - unfair
    own = "its" if won == 1 else "their"
    others = (lost, "lost money"), (still, "cannot be told yet"), (unfair, "had no fair test")
    rest = [f"; {counted_words(count).lower()} {what}" for count, what in others if count]
    return f"{_part(won, len(paid), 'action')} earned {own} cost{''.join(rest)}"


def _part(count: int, total: int, noun: str) -> str:
    """Say how many of all there are, to begin a sentence: "None of two actions"."""
    number = counted_words(count) if count else "None"
    return f"{number} of {counted_words(total).lower()} {noun}{'' if total == 1 else 's'}"


def _judged(effect: Effect) -> Earned | None:
    """Return whether an action earned its cost; None if the test was not a fair one."""
    if effect.verdict is Verdict.UNFAIR or effect.earnings is None:
        return None
    return effect.earnings.earned


def _verdict(effect: Effect) -> str:
    return _judged(effect) or str(effect.verdict)


def _cost(effect: Effect) -> str:
    return "" if effect.earnings is None else money(effect.earnings.cost)


def _unfair(effects: list[Effect]) -> tuple[str, ...]:
    """Say of each test that was not fair what was wrong with it."""
    return tuple(
        f"{effect.title} is not judged: {check.told}"
        for effect in effects
        if effect.verdict is Verdict.UNFAIR
        for check in effect.checks
        if check.passed is False
    )


def _too_small(effects: list[Effect]) -> tuple[str, ...]:
    """Say what could have been seen of those that cannot be told yet."""
    return tuple(
        f"{effect.title}: with {whole(effect.control.customers)} held out only an effect of "
        f"{money(effect.detectable)} or more would show."
        for effect in effects
        if _judged(effect) is Earned.OPEN and isfinite(effect.detectable)
    )


def _compared(effect: Effect) -> tuple[str, ...]:
    estimate = effect.estimate
    return (
        effect.title,
        whole(effect.treated.customers),
        whole(effect.control.customers),
        _change(effect, estimate.effect),
        _span(effect),
    )


def _span(effect: Effect) -> str:
    return f"{_change(effect, effect.estimate.low)} to {_change(effect, effect.estimate.high)}"


def _change(effect: Effect, number: float) -> str:
    if not isfinite(number):
        return ""
    if effect.outcome.scale is Scale.RATE:
        return f"{signed(100 * number, 1)} %"
    return signed(number, 2)


# What it changed


def _by_outcome(table: ResultTable) -> list[Exhibit]:
    """Show what the actions changed beside money, one outcome after the other."""
    others = [effect for effect in table.effects if effect.earnings is None]
    outcomes = dict.fromkeys(effect.outcome for effect in others)
    return [
        _changed(outcome.title, [effect for effect in others if effect.outcome == outcome])
        for outcome in outcomes
    ]


def _changed(title: str, effects: list[Effect]) -> Exhibit:
    better = sum(effect.verdict is Verdict.WORKED for effect in effects)
    worse = sum(effect.verdict is Verdict.WORSENED for effect in effects)
    found = f"{_part(better, len(effects), 'action')} improved it"
    if worse:
        found += f", {counted_words(worse).lower()} made it worse"
    titles = ("Action", "Treated", "Held out", "Effect", "95 % interval", "Verdict")
    rows = tuple((*_compared(effect), str(effect.verdict)) for effect in effects)
    return Exhibit(f"{title}: {found.lower()}", _unfair(effects), Table(titles, rows))


# Who moved, and what was to be reached


def _moved(moves: Moves, segments: tuple[Segment, ...]) -> Exhibit:
    into = moves.into
    assert into is not None  # noqa: S101 - asked for only if somebody was held out
    goal, size = segments[moves.goal - 1], len(segments)
    title = (
        f"{whole(into.moved)} customers moved into ‘{goal.name}’; about {whole(into.natural)} "
        "would have by themselves"
    )
    told = [f"95 % interval of those who would have: {whole(into.low)} to {whole(into.high)}."]
    if isfinite(into.chance):
        told.append(
            f"Chance and the return to the usual alone would bring {whole(into.chance)} there."
        )
    rows = tuple(
        (
            segment.name,
            whole(sum(counts)),
            whole(counts[moves.goal - 1]),
            whole(natural[moves.goal - 1]),
            whole(counts[segment.code - 1]),
            whole(counts[-1]),
        )
        for segment, counts, natural in zip(
            segments, moves.counts[:size], moves.natural[:size], strict=True
        )
    )
    state = "ideal" if moves.ideal else "best"
    titles = ("Segment before", "Customers", f"In the {state}", "By themselves", "Stayed")
    codes = tuple(segment.code for segment in segments)
    return Exhibit(title, tuple(told), Table((*titles, "Left"), rows, codes=codes))


def _progress(progress: tuple[MeasureChange, ...]) -> Exhibit:
    wanted = [one for one in progress if one.target is not None]
    met = sum(bool(one.reached) for one in wanted)
    title = "What the actions brought to everybody's mean"
    if wanted:
        verb = "is" if met == 1 else "are"
        title = f"{_part(met, len(wanted), 'objective')} {verb} reached"
    titles = ("Measure", "Brought by the actions", "95 % interval", "In all")
    told = tuple(f"{measure_title(one.measure)}: {one.told}" for one in wanted)
    if not wanted:
        return Exhibit(title, told, Table(titles, tuple(map(_brought, progress))))
    rows = tuple((*_brought(one), _target(one), REACHED[one.reached]) for one in progress)
    return Exhibit(title, told, Table((*titles, "Wanted", "Reached"), rows))


def _brought(change: MeasureChange) -> tuple[str, ...]:
    return (
        measure_title(change.measure),
        _moved_by(change, change.so_far),
        f"{_moved_by(change, change.low)} to {_moved_by(change, change.high)}",
        _moved_by(change, change.overall),
    )


def _target(change: MeasureChange) -> str:
    return "" if change.target is None else _moved_by(change, change.target)


def _moved_by(change: MeasureChange, number: float) -> str:
    if not isfinite(number):
        return ""
    return f"{signed(number, 1)} %" if change.relative else signed(number, 2)
