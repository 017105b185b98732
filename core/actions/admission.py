"""Which actions a segment may get, where they lead, and what stands against the others."""

from core.actions.ending import Ending, ending
from core.actions.situation import Situation
from core.actions.wording import in_hundred, plain
from core.actions.worth import axis_of
from core.settings import SATISFACTION, Action


def leads_to(action: Action, code: int, situation: Situation) -> tuple[Ending | None, str]:
    """Where the action leads, or None and the reason why it is not weighed.

    Parameters
    ----------
    action
        What might be done.
    code
        The segment whose customers it would be done to.
    situation
        Segments, axes and the order rule.
    """
    reason = _order_rule(action, code, situation) or _needs(action, code, situation)
    if reason:
        return None, reason
    if not action.raises:
        return Ending(code), ""
    return _destination(action, code, situation)


def _order_rule(action: Action, code: int, situation: Situation) -> str:
    """Tell why nothing is sold to this segment; "" if the action sells nothing or may."""
    score = situation.median_score(code, SATISFACTION)
    lowest = situation.economics.selling_needs
    if not action.sells or score is None or score >= lowest:
        return ""
    return (
        f"Satisfaction stands at {in_hundred(score)} of 100; the order rule asks for "
        f"{in_hundred(lowest)} before anything is sold."
    )


def _needs(action: Action, code: int, situation: Situation) -> str:
    for measure, lowest, highest in action.needs:
        score = situation.median_score(code, measure)
        if score is not None and not lowest <= score <= highest:
            return (
                f"It is meant for segments with {plain(measure)} at {in_hundred(lowest)} to "
                f"{in_hundred(highest)} of 100; this one stands at {in_hundred(score)}."
            )
    return ""


def _destination(action: Action, code: int, situation: Situation) -> tuple[Ending | None, str]:
    places = [axis_of(measure, situation.axes) for measure in action.raises]
    raised = [place for place in places if place is not None]
    words = " and ".join(plain(measure) for measure in action.raises)
    if not raised:
        return None, f"It raises {words}, which no axis measures."
    if situation.segment(code).ideal:
        return None, "This is the ideal segment; it would lead away from it."
    to = ending(situation.segments, situation.axes, code, raised)
    if to is None:
        return None, (
            f"It leads nowhere new: no segment within reach is better in {words} and as good "
            "in everything else."
        )
    return to, ""
