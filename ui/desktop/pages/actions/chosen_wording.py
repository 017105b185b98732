"""What is said of one segment: its journey, what else was weighed, what the order rule costs."""

from core.answers import Analysis
from core.tables.actions import Journey, NextAction
from ui.desktop.numbers import number
from ui.desktop.pages.actions.journeys import titles_of
from ui.desktop.widgets.phrases import capitalised, decimals_for, horizon_words, spelt

OTHERS_SHOWN = 3


def journey_sentence(analysis: Analysis, code: int) -> str:
    """Return the steps that lead a segment to the ideal, or why they do not."""
    actions, view = analysis.actions, analysis.segments
    if actions is None or view is None:
        return ""
    journey = actions.journeys[code - 1]
    titles = titles_of(actions)
    steps = [
        f"{titles.get(name, name)} to “{view.segments[to - 1].name}”" for name, to in journey.steps
    ]
    told = ", then ".join(steps)
    if journey.arrives:
        if not steps:
            return "This is the ideal segment; keep it so."
        told = f"{told}: {spelt(len(steps), 'step')} to the ideal."
        return f"{_kept_first(actions.next_actions[code - 1])}{told}"
    return f"{told}. {journey.stops}" if told else journey.stops


def _kept_first(found: NextAction) -> str:
    """Say, before the way onward, that what comes next keeps the customers here."""
    best = found.best
    if best is None or not found.pays or best.to != found.segment:
        return ""
    return f"{best.title} comes next and keeps them here. Onward: "


def arrival_sentence(analysis: Analysis, code: int) -> str:
    """Return how many arrive, how many would anyway, how long it takes and what it costs."""
    actions, view = analysis.actions, analysis.segments
    if actions is None or view is None or view.ideal.code in {None, code}:
        return ""
    journey = actions.journeys[code - 1]
    if not journey.steps:
        return ""
    years = horizon_words(analysis.settings.economics.horizon_months)
    arriving, anyway = (number(100 * share) for share in (journey.reaching, journey.by_themselves))
    told = f"In {years} {arriving} in 100 reach the ideal; {anyway} would on their own."
    return f"{told}{_effort(journey)}"


def _effort(journey: Journey) -> str:
    if journey.periods is None:
        return ""
    cost = number(journey.cost, decimals_for(journey.cost))
    years = number(journey.periods, 1)
    return f" Those who ever get there take {years} years and cost {cost} each."


def how_sure(found: NextAction) -> str:
    """Return how sure it is that the next action pays, and that it is the best one."""
    best = found.best
    if best is None:
        return ""
    pays, first = number(100 * best.chance), number(100 * best.best_chance)
    told = f"The chance that it pays is {pays} in 100"
    if len(found.considered) == 1:
        return f"{told}."
    return f"{told}; that no other would gain more, {first} in 100."


def others(found: NextAction) -> tuple[str, ...]:
    """Return what else was considered, and what it would earn."""
    rest = [one for one in found.considered if one != found.best]
    lines = []
    for one in rest[:OTHERS_SHOWN]:
        verb = "gains" if one.gain >= 0 else "loses"
        lines.append(f"{one.title} {verb} {_plain(one.gain)} each.")
    return tuple(lines)


def _plain(amount: float) -> str:
    return number(abs(amount), decimals_for(amount))


def obvious_sentence(found: NextAction) -> str:
    """Return what stands against the action that would gain more; "" if there is none."""
    blocked = found.obvious
    if blocked is None or blocked.gain is None:
        return ""
    return f"{blocked.title} would gain {_plain(blocked.gain)} each. {capitalised(blocked.reason)}"


def price_sentence(journey: Journey) -> str:
    """Return what the order rule costs a customer of a segment."""
    if journey.price_of_order <= 0:
        return "Nothing for this segment."
    first = f" {journey.unruly} would come first without it." if journey.unruly else ""
    return f"{_plain(journey.price_of_order)} for each customer.{first}"


def price_elsewhere(analysis: Analysis, code: int) -> str:
    """Return for which other segments the order rule costs most; "" if for none."""
    actions, view = analysis.actions, analysis.segments
    if actions is None or view is None:
        return ""
    others_ = [one for one in actions.journeys if one.segment != code and one.price_of_order > 0]
    if not others_:
        return ""
    dearest = max(others_, key=lambda one: one.price_of_order)
    name = view.segments[dearest.segment - 1].name
    return f"It costs most in “{name}”: {_plain(dearest.price_of_order)} each."


def left_out(found: NextAction) -> tuple[str, ...]:
    """Return which actions were not weighed for a segment, and why."""
    return tuple(f"{one.title}: {one.reason}" for one in found.blocked)
