"""What each action earned and changed, as rows of tables."""

import math

from core.settings import Direction
from core.tables.results import Earned, Effect, Scale, SegmentEffect, Verdict
from core.tables.segments import Segment
from ui.desktop.numbers import number, signed
from ui.desktop.widgets.cells import Cell, Heading, Interval
from ui.desktop.widgets.phrases import capitalised
from ui.desktop.widgets.segment_label import style_of
from ui.desktop.widgets.ticks import round_ticks

EARNED_WORDS = {
    Earned.EARNED: ("✓ Earned its cost", "strong"),
    Earned.LOST: ("− Lost money", "negative"),
    Earned.OPEN: ("– Cannot tell yet", "quiet"),
}
VERDICT_LOOKS = {
    Verdict.WORKED: "strong",
    Verdict.WORSENED: "negative",
}


def money_outcome(effects: tuple[Effect, ...]) -> Effect | None:
    """Return an effect in money, if the actions are judged by one."""
    return next((effect for effect in effects if effect.earnings is not None), None)


def effects_title(effects: tuple[Effect, ...]) -> tuple[str, str]:
    """Return the heading of the table of actions, and the line below it."""
    judged = money_outcome(effects)
    if judged is None:
        return "What each action really did", "Against those held out; 95 % intervals."
    outcome = judged.outcome
    name = outcome.title[:1].lower() + outcome.title[1:]
    return (
        f"What each action really earned: {name} each",
        f"Against those held out, {outcome.span}; 95 % intervals. The red mark is the cost.",
    )


def effect_headings(effects: tuple[Effect, ...]) -> tuple[Heading, ...]:
    """Return the headings of the table of actions."""
    ends = [0.0]
    for effect in effects:
        shown = [effect.estimate.low, effect.estimate.high]
        if effect.earnings is not None:
            shown.append(effect.earnings.cost)
        ends += [value for value in shown if math.isfinite(value)]
    return (
        Heading("Action", stretch=3, firm=True, least=110),
        Heading("", ticks=round_ticks(ends), stretch=1, least=96, drop_below=420),
        Heading("Effect", right=True),
        Heading("Verdict"),
    )


def effect_rows(effects: tuple[Effect, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each action, judged by its first outcome."""
    return tuple(_effect_row(effect) for effect in effects)


def _effect_row(effect: Effect) -> tuple[Cell, ...]:
    got = f"{number(effect.treated.customers)} got it, {number(effect.control.customers)} held out"
    if not effect.fair:
        got = f"{number(effect.treated.customers)} got it, nobody held out"
    name = Cell(effect.title, below=got, tooltip=effect.told)
    estimate, money = effect.estimate, effect.earnings
    if not math.isfinite(estimate.low + estimate.high):
        return name, Cell(), Cell("–", look="quiet"), _verdict_cell(effect)
    decides = money is not None and money.earned is not Earned.OPEN
    interval = Interval(
        estimate.low,
        estimate.effect,
        estimate.high,
        decides=decides or (money is None and effect.verdict is Verdict.WORKED),
        bar=money.cost if money is not None else None,
    )
    shown = written(effect, estimate.effect)
    figure = Cell(shown, f"{estimate.effect:.10g}", look="strong", below=interval_words(effect))
    return name, Cell(interval=interval, tooltip=effect.told), figure, _verdict_cell(effect)


def _verdict_cell(effect: Effect) -> Cell:
    money = effect.earnings
    if money is None:
        look = VERDICT_LOOKS.get(effect.verdict, "quiet")
        return Cell(capitalised(effect.verdict), look=look, tooltip=effect.told)
    words, look = EARNED_WORDS[money.earned]
    cost = f"cost {number(money.cost, 0 if money.cost % 1 == 0 else 2)}"
    if effect.verdict is Verdict.UNFAIR:
        cost = "not a fair test"
    return Cell(words, look=look, below=cost, tooltip=effect.told)


def decimals_of(effect: Effect) -> int:
    """Return how many decimals an effect is written with: two figures of its error."""
    error = effect.estimate.error * (100 if effect.outcome.scale is Scale.RATE else 1)
    if not math.isfinite(error) or error <= 0:
        return 2
    return min(max(1 - math.floor(math.log10(error)), 0), 4)


def written(effect: Effect, value: float) -> str:
    """Write a value of an outcome; rates in 100."""
    factor = 100 if effect.outcome.scale is Scale.RATE else 1
    return number(value * factor, decimals_of(effect))


def interval_words(effect: Effect) -> str:
    """Write the interval of an effect: "34 to 105"."""
    return f"{written(effect, effect.estimate.low)} to {written(effect, effect.estimate.high)}"


def open_sentence(effects: tuple[Effect, ...]) -> str:
    """Return what cannot be told, with the smallest effect that could have been seen."""
    told = [effect.told for effect in effects if effect.verdict is Verdict.UNFAIR]
    waiting = [effect for effect in effects if _is_open(effect)]
    for effect in waiting:
        held, seen = number(effect.control.customers), written(effect, effect.detectable)
        told.append(f"{effect.title}: with {held} held out, only effects above {seen} can be seen.")
    if waiting:
        told.append("Keep these hold-outs one more period before deciding.")
    return "\n".join(told)


def _is_open(effect: Effect) -> bool:
    money = effect.earnings
    open_ = money is not None and money.earned is Earned.OPEN
    return open_ and effect.verdict is not Verdict.UNFAIR and math.isfinite(effect.detectable)


OUTCOME_HEADINGS = (
    Heading("What changed", stretch=1, least=110),
    Heading("Effect", right=True),
    Heading("Verdict", least=126),
)


def outcome_rows(
    effects: tuple[Effect, ...], segments: tuple[Segment, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each outcome of an action, and for segments with enough customers."""
    first = effects[0]
    alone = [_segment_row(first, found, segments[found.segment - 1]) for found in first.segments]
    outcomes = [_outcome_row(effect) for effect in effects]
    return (*outcomes[:1], *alone, *outcomes[1:])


def _segment_row(effect: Effect, found: SegmentEffect, segment: Segment) -> tuple[Cell, ...]:
    """Return the effect in one segment, drawn towards that of all by what chance explains."""
    sizes = f"{number(found.treated)} got it, {number(found.control)} held out"
    ends = (written(effect, found.estimate.low), written(effect, found.estimate.high))
    good = (found.shrunk > 0) == (effect.outcome.better is not Direction.LESS)
    seen = found.p_holm < 1 - effect.level
    verdict = Verdict.WORKED if good else Verdict.WORSENED
    words = Cell(capitalised(verdict), look=VERDICT_LOOKS[verdict])
    return (
        Cell(f"in “{segment.name}”", mark=style_of(segment.code), below=sizes),
        Cell(signed(found.shrunk, decimals_of(effect)), below=" to ".join(ends)),
        words if seen else Cell("Cannot tell alone", look="quiet"),
    )


def _outcome_row(effect: Effect) -> tuple[Cell, ...]:
    unit = ", in 100" if effect.outcome.scale is Scale.RATE else ""
    verdict = Cell(
        capitalised(effect.verdict),
        look=VERDICT_LOOKS.get(effect.verdict, "quiet"),
        tooltip=effect.told,
    )
    title = f"{effect.outcome.title}{unit}"
    if not math.isfinite(effect.estimate.effect):
        return Cell(title, tooltip=effect.told), Cell("–", look="quiet"), verdict
    treated, control = (written(effect, side.mean) for side in (effect.treated, effect.control))
    factor = 100 if effect.outcome.scale is Scale.RATE else 1
    change = signed(effect.estimate.effect * factor, decimals_of(effect))
    return (
        Cell(title, below=f"{treated}, held out {control}", tooltip=_before(effect)),
        Cell(
            change,
            f"{effect.estimate.effect:.10g}",
            look="strong",
            below=interval_words(effect),
            tooltip=effect.told,
        ),
        verdict,
    )


def _before(effect: Effect) -> str:
    """Say how both sides were before; what changed on both sides is not the action's doing."""
    sides = (effect.treated.before, effect.control.before)
    if not all(map(math.isfinite, sides)):
        return ""
    treated, control = (written(effect, value) for value in sides)
    return f"Before: {treated} and {control}. What both have in common came by itself."
