"""What to do next for each segment, as objects of the contract."""

from core.output.contents import PlanContents
from core.output.json_text import Object, known
from core.tables.actions import Blocked, NextAction, SegmentAction


def actions(contents: PlanContents) -> list[Object]:
    """Return the best action of each segment: first the ranked ones, then by segment code."""
    following = sorted(
        contents.actions.next_actions,
        key=lambda found: (found.rank is None, found.rank or 0, found.segment),
    )
    return [
        {
            **_action(found.best),
            "rank": found.rank,
            "pays": found.pays,
            "reason": found.best.reason,
            "second": found.considered[1].action if len(found.considered) > 1 else None,
            "obvious": None if found.obvious is None else _blocked_one(found.obvious),
            "considered": [_action(action) for action in found.considered],
            "blocked": _blocked(found),
        }
        for found in following
        if found.best is not None
    ]


def _action(action: SegmentAction) -> Object:
    return {
        "segment": action.segment,
        "action": action.action,
        "title": action.title,
        "to": action.to,
        "customers": action.customers,
        "works": action.works,
        "reach": action.reach,
        "success": action.success,
        "success_low": action.success_low,
        "success_high": action.success_high,
        "unit_cost": action.unit_cost,
        "worth_without": action.worth_without,
        "worth_with": action.worth_with,
        "gain": action.gain,
        "gain_low": action.gain_low,
        "gain_high": action.gain_high,
        "chance": action.chance,
        "best_chance": action.best_chance,
        "roi": action.roi,
        "break_even": action.break_even,
        "total": action.total,
        "advantage": action.advantage,
        "evidence": action.evidence,
    }


def _blocked(found: NextAction) -> list[Object]:
    return [_blocked_one(one) for one in found.blocked]


def _blocked_one(one: Blocked) -> Object:
    return {
        "action": one.action,
        "title": one.title,
        "gain": None if one.gain is None else known(one.gain),
        "reason": one.reason,
    }


def without_action(contents: PlanContents) -> list[Object]:
    """Return the segments for which the catalogue has nothing, with the reasons."""
    return [
        {"segment": found.segment, "blocked": _blocked(found)}
        for found in contents.actions.next_actions
        if found.best is None
    ]


def journeys(contents: PlanContents) -> list[Object]:
    """Return the way of each segment to the ideal; ``periods`` are years."""
    return [
        {
            "segment": journey.segment,
            "steps": [action for action, _to in journey.steps],
            "through": [to for _action, to in journey.steps],
            "arrives": journey.arrives,
            "stops": journey.stops,
            "reaching": journey.reaching,
            "by_themselves": journey.by_themselves,
            "periods": known(journey.periods),
            "cost": journey.cost,
            "price_of_order": journey.price_of_order,
            "without_order": journey.unruly or None,
        }
        for journey in contents.actions.journeys
    ]


def natural_moves(contents: PlanContents) -> Object | None:
    """Return how customers move by themselves; the last column of each row is lost."""
    natural = contents.actions.natural
    if natural is None:
        return None
    return {
        "evidence": "assumed" if natural.seen is None else "past data",
        "chances": natural.chances.tolist(),
        "by_chance": natural.by_chance.tolist(),
        "seen": None if natural.seen is None else natural.seen.tolist(),
    }
