"""The analysis as JSON: the contract on which other programs rely."""

from collections.abc import Iterable
from dataclasses import asdict
from math import isfinite

from core.output.contents import PlanContents
from core.output.fingerprint import fingerprint
from core.output.inspection import receipt_object
from core.output.json_text import json_text
from core.output.results_contract import results_object
from core.tables.actions import NextAction, Plan, SegmentAction
from core.tables.segments import Segment, Spread

Object = dict[str, object]


def analysis_json(contents: PlanContents) -> str:
    """Return everything that an analysis has found; the same contents give the same text.

    Money is in the currency of the data, gains are per customer over the horizon, scores
    and shares are 0 to 1. Numbers are not rounded. What is not known is null.

    Returns
    -------
    str
        A JSON object, keys in a fixed order, indented by two, with a line end.
    """
    segments = contents.segments
    found = {
        "nonagon": contents.version,
        "customers": len(segments.customer_ids),
        "unscored": contents.unscored,
        "seed": contents.settings.segmentation.seed,
        "fingerprint": fingerprint(contents),
        "receipt": [receipt_object(source) for source in contents.sources],
        "joins": _joins(contents),
        "axes": _axes(contents),
        "method": contents.settings.segmentation.method,
        "silhouette": _number(segments.silhouette),
        "inertia": _number(segments.inertia),
        "segments": [
            _segment(segment, worth)
            for segment, worth in zip(segments.segments, contents.actions.worth, strict=True)
        ],
        "ideal": _ideal(contents),
        "everyone": _spreads(segments.everyone),
        "actions": _actions(contents),
        "without_action": _unpaid(contents),
        "journeys": _journeys(contents),
        "plan": _plan(contents.plan),
        **_results(contents),
        "assumptions": list(contents.actions.assumptions),
        "notes": list(contents.notes),
    }
    return json_text(found)


def _results(contents: PlanContents) -> Object:
    """Return what the plan of an earlier period earned; nothing without such a period."""
    if contents.results is None:
        return {}
    learned = [asdict(one) for one in contents.settings.learned]
    results = results_object(contents.results, contents.earlier)
    return {"results": {**results, "learned": learned}}


def _number(number: float | None) -> float | None:
    return number if number is not None and isfinite(number) else None


def _joins(contents: PlanContents) -> list[Object]:
    return [
        {
            "source": join.source,
            "matched": join.matched,
            "left_out": join.left_out,
            "without": join.without,
            "examples": list(join.examples),
        }
        for join in contents.customers.joins
    ]


def _axes(contents: PlanContents) -> list[Object]:
    return [
        {
            "measure": axis.measure,
            "column": axis.formula,
            "direction": axis.direction.value,
            **({} if axis.target is None else {"target": axis.target}),
            "weight": axis.weight,
            "missing": missing,
        }
        for axis, missing in zip(contents.scored.axes, contents.scored.missing, strict=True)
    ]


def _segment(segment: Segment, worth: float) -> Object:
    return {
        "code": segment.code,
        "name": segment.name,
        "ideal": segment.ideal,
        "customers": segment.customers,
        "share": segment.share,
        "medians": {spread.measure: _number(spread.median) for spread in segment.spreads},
        "means": {spread.measure: _number(spread.mean) for spread in segment.spreads},
        "levels": dict(zip(_measures(segment.spreads), segment.levels, strict=True)),
        "spreads": _spreads(segment.spreads),
        "desirability": _number(segment.desirability),
        "to_ideal": dict(
            zip(_measures(segment.spreads), map(_number, segment.to_ideal), strict=True)
        ),
        "worth": _number(worth),
    }


def _measures(spreads: Iterable[Spread]) -> list[str]:
    return [spread.measure for spread in spreads]


def _spreads(spreads: Iterable[Spread]) -> Object:
    return {
        spread.measure: {
            "mean": _number(spread.mean),
            "low": _number(spread.low),
            "lower": _number(spread.lower),
            "median": _number(spread.median),
            "upper": _number(spread.upper),
            "high": _number(spread.high),
            "median_score": _number(spread.median_score),
        }
        for spread in spreads
    }


def _ideal(contents: PlanContents) -> Object:
    ideal = contents.segments.ideal
    return {
        "code": ideal.code,
        "reason": ideal.reason,
        "best": ideal.best,
        "region": [_number(score) for score in ideal.region],
        "close": ideal.close,
    }


def _actions(contents: PlanContents) -> list[Object]:
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
        "roi": action.roi,
        "break_even": action.break_even,
        "total": action.total,
        "evidence": action.evidence,
    }


def _blocked(found: NextAction) -> list[Object]:
    return [{"title": title, "reason": reason} for title, reason in found.blocked]


def _unpaid(contents: PlanContents) -> list[Object]:
    """Return the segments for which the catalogue has nothing, with the reasons."""
    return [
        {"segment": found.segment, "blocked": _blocked(found)}
        for found in contents.actions.next_actions
        if found.best is None
    ]


def _journeys(contents: PlanContents) -> list[Object]:
    return [
        {
            "segment": journey.segment,
            "steps": [action for action, _to in journey.steps],
            "through": [to for _action, to in journey.steps],
            "arrives": journey.arrives,
            "stops": journey.stops,
        }
        for journey in contents.actions.journeys
    ]


def _plan(plan: Plan) -> Object:
    return {
        "budget": _number(plan.budget),
        "spend": plan.spend,
        "gain": plan.gain,
        "assignments": plan.assignments,
        "lines": [
            {
                "segment": line.segment,
                "action": line.action,
                "title": line.title,
                "customers": line.customers,
                "spend": line.spend,
                "gain": line.gain,
                "gain_per_money": _number(line.gain_per_money),
            }
            for line in plan.lines
        ],
    }
