"""Why an action, as a sentence with its numbers."""

from core.actions.situation import Situation
from core.actions.wording import in_hundred, money
from core.settings import Evidence
from core.tables.actions import SegmentAction

SOURCES = {
    Evidence.ASSUMED.value: "are assumed",
    Evidence.PAST_DATA.value: "are seen in past data",
    Evidence.EXPERIMENT.value: "are measured in an experiment",
}


ALL_THE_WAY = 0.995
"""From this share of the way on nothing is said about it."""


def reason_for(weighed: SegmentAction, situation: Situation) -> str:
    """Say what the action does for a customer of the segment, and what that earns."""
    months = situation.economics.horizon_months
    success = in_hundred(weighed.success)
    if weighed.to == weighed.segment:
        lost = in_hundred(situation.economics.loss_share)
        worth = money(weighed.worth_with)
        return (
            f"Left alone, {lost} in 100 are lost within {months} months. At "
            f"{money(weighed.unit_cost)} each it keeps {success} in 100 of those, who are worth "
            f"{worth} each; it {_outcome(weighed)}."
        )
    difference = weighed.worth_with - weighed.worth_without
    more = f"{money(abs(difference))} {'more' if difference >= 0 else 'less'}"
    name = situation.segment(weighed.to).name
    return (
        f"{_effect(weighed)}{success} in 100 reach ‘{name}’, where a customer is worth {more} over "
        f"{months} months; it {_outcome(weighed)}."
    )


def _effect(weighed: SegmentAction) -> str:
    """Begin the sentence: the cost and, where the action covers only part of the way, the share."""
    cost = f"At {money(weighed.unit_cost)} each"
    if weighed.reach > ALL_THE_WAY:
        return f"{cost}, "
    works = f"it works for {in_hundred(weighed.works)} in 100"
    return f"{cost} {works} and covers {100 * weighed.reach:.0f} % of the way, so "


def reason_against(closest: SegmentAction) -> str:
    """Say that no action pays, how far the closest is from it, and what it would take."""
    start = f"None pays yet. {closest.title} comes closest: it {_outcome(closest)}"
    if closest.break_even is None:
        return f"{start} and would not pay even if it always succeeded."
    return (
        f"{start} and would pay from {in_hundred(closest.break_even)} successes in 100; "
        f"{in_hundred(closest.success)} {SOURCES[closest.evidence]}."
    )


def _outcome(weighed: SegmentAction) -> str:
    written = money(abs(weighed.gain))
    if written == "0":
        return "neither earns nor loses"
    return f"{'earns' if weighed.gain > 0 else 'loses'} {written} per customer"
