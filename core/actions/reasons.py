"""Why an action, or why not, as a sentence with its numbers."""

from core.actions.situation import Situation
from core.actions.wording import in_hundred, money, plain
from core.actions.worth import axis_of
from core.settings import SATISFACTION, Action, Comparison, Condition, Economics, Evidence
from core.tables.actions import Hindrance, SegmentAction
from core.tables.segments import Segment

SOURCES = {
    Evidence.ASSUMED.value: "are assumed",
    Evidence.PAST_DATA.value: "are seen in past data",
    Evidence.EXPERIMENT.value: "are measured in an experiment",
}
ALL_THE_WAY = 0.995
"""From this share of the way on nothing is said about it."""

NEARLY_ALL = 0.995
_ALWAYS = {
    Hindrance.IDEAL: "This is the ideal segment; it would lead away from it.",
    Hindrance.NOWHERE: "It leads nowhere new from where they stand.",
    Hindrance.UNMEASURED: "It changes what no axis measures.",
}


def reason_for(weighed: SegmentAction, situation: Situation) -> str:
    """Say what the action does for a customer of the segment, and what that earns."""
    months = situation.economics.horizon_months
    success = in_hundred(weighed.success)
    difference = weighed.worth_with - weighed.worth_without
    more = f"{money(abs(difference))} {'more' if difference >= 0 else 'less'}"
    if weighed.to == weighed.segment:
        lost = in_hundred(float(situation.states.moves.chances[weighed.segment - 1, -1]))
        return (
            f"Left alone, {lost} in 100 are lost within a year, and others move. At "
            f"{money(weighed.unit_cost)} each it keeps {success} in 100 where they are, who are "
            f"worth {more} over {months} months then; it {outcome(weighed.gain)}."
        )
    name = _segment(weighed.to, situation).name
    return (
        f"{_effect(weighed)}{success} in 100 reach ‘{name}’ and are worth {more} over "
        f"{months} months than if nothing is done; it {outcome(weighed.gain)}."
    )


def _segment(code: int, situation: Situation) -> Segment:
    return situation.customers.segments.segments[code - 1]


def _effect(weighed: SegmentAction) -> str:
    """Begin the sentence: the cost and, where the action covers only part of the way, the share."""
    cost = f"At {money(weighed.unit_cost)} each"
    if weighed.reach > ALL_THE_WAY:
        return f"{cost}, "
    works = f"it works for {in_hundred(weighed.works)} in 100"
    return f"{cost} {works} and covers {100 * weighed.reach:.0f} % of the way, so "


def reason_against(closest: SegmentAction) -> str:
    """Say that no action pays, how far the closest is from it, and what it would take."""
    start = f"None pays yet. {closest.title} comes closest: it {outcome(closest.gain)}"
    if closest.break_even is None:
        return f"{start} and would not pay even if it always succeeded."
    return (
        f"{start} and would pay from {in_hundred(closest.break_even)} successes in 100; "
        f"{in_hundred(closest.success)} {SOURCES[closest.evidence]}."
    )


def outcome(gain: float) -> str:
    """Say what a customer earns or loses."""
    written = money(abs(gain))
    if written == "0":
        return "neither earns nor loses"
    return f"{'earns' if gain > 0 else 'loses'} {written} per customer"


def reason_blocked(
    action: Action,
    hindrance: tuple[Hindrance, int],
    counts: tuple[int, int],
    situation: Situation,
) -> str:
    """Say what keeps an action from a segment: what keeps it from most of its customers.

    Parameters
    ----------
    action
        What is kept from them.
    hindrance
        What keeps it from most of them.
    counts
        From how many, and of how many.
    situation
        Segments, axes and the order rule.
    """
    hindered, customers = counts
    why = _hindered(action, hindrance, situation)
    if hindered >= NEARLY_ALL * customers:
        return why
    return f"{hindered:,} of {customers:,}: {why}"


def _hindered(action: Action, hindrance: tuple[Hindrance, int], situation: Situation) -> str:
    axes = situation.customers.scored.axes
    if hindrance[0] is Hindrance.NOWHERE:
        words = " and ".join(plain(measure) for measure in action.raises)
        return (
            f"It leads nowhere new: no segment within reach is better in {words} and as good in "
            "everything else."
        )
    if hindrance[0] is Hindrance.UNMEASURED:
        unknown = [plain(name) for name, _ in action.moves if axis_of(name, axes) is None]
        return f"It changes {' and '.join(unknown)}, which no axis measures."
    return rule_words(action, hindrance, situation.economics, situation.catalogue)


def rule_words(
    action: Action,
    hindrance: tuple[Hindrance, int],
    economics: Economics,
    catalogue: tuple[Action, ...],
) -> str:
    """Say which rule keeps an action from a customer."""
    kind, number = hindrance
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    if kind is Hindrance.ORDER_RULE:
        line = in_hundred(economics.selling_needs)
        words = f"{SATISFACTION.capitalize()} is below {line} of 100"
        return f"{words}, from where the order rule allows offers."
    if kind is Hindrance.COOLING:
        return f"They had it less than {action.cooling_months} months ago."
    if kind is Hindrance.AFTER:
        titles = {one.name: one.title for one in catalogue}
        return f"‘{titles[action.after[number]]}’ has to come first."
    if kind is Hindrance.WHO:
        return f"It is meant for customers whose {condition_words(action.who[number])}."
    measure, lowest, highest = action.needs[number]
    return (
        f"It is meant for customers with {plain(measure)} at {in_hundred(lowest)} to "
        f"{in_hundred(highest)} of 100."
    )


def condition_words(condition: Condition) -> str:
    """Write a condition in words: ``Consent is yes``."""
    words = f"{condition.column} {condition.test}"
    if condition.test in {Comparison.KNOWN, Comparison.UNKNOWN}:
        return words
    value = condition.value
    if condition.test is Comparison.ONE_OF:
        value = ", ".join(part.strip() for part in value.split(";"))
    return f"{words} {value}"
