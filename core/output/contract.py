"""The analysis as JSON: the contract on which other programs rely."""

from collections.abc import Iterable
from dataclasses import asdict

from core.output.action_objects import Object, actions, journeys, natural_moves, without_action
from core.output.contents import PlanContents
from core.output.fingerprint import fingerprint
from core.output.inspection import receipt_object
from core.output.json_text import json_text, known
from core.output.plan_objects import plan_object, scenarios
from core.output.results_contract import results_object
from core.output.value_contract import value_object
from core.tables.segments import Segment, Spread


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
        "silhouette": known(segments.silhouette),
        "inertia": known(segments.inertia),
        "segments": [
            _segment(segment, worth)
            for segment, worth in zip(segments.segments, contents.actions.worth, strict=True)
        ],
        "ideal": _ideal(contents),
        "value": contents.value and value_object(contents.value),
        "everyone": _spreads(segments.everyone),
        "actions": actions(contents),
        "without_action": without_action(contents),
        "journeys": journeys(contents),
        "natural_moves": natural_moves(contents),
        "plan": plan_object(contents),
        "scenarios": scenarios(contents),
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
        "medians": {spread.measure: known(spread.median) for spread in segment.spreads},
        "means": {spread.measure: known(spread.mean) for spread in segment.spreads},
        "levels": dict(zip(_measures(segment.spreads), segment.levels, strict=True)),
        "spreads": _spreads(segment.spreads),
        "desirability": known(segment.desirability),
        "to_ideal": dict(
            zip(_measures(segment.spreads), map(known, segment.to_ideal), strict=True)
        ),
        "worth": known(worth),
    }


def _measures(spreads: Iterable[Spread]) -> list[str]:
    return [spread.measure for spread in spreads]


def _spreads(spreads: Iterable[Spread]) -> Object:
    return {
        spread.measure: {
            "mean": known(spread.mean),
            "low": known(spread.low),
            "lower": known(spread.lower),
            "median": known(spread.median),
            "upper": known(spread.upper),
            "high": known(spread.high),
            "median_score": known(spread.median_score),
        }
        for spread in spreads
    }


def _ideal(contents: PlanContents) -> Object:
    ideal = contents.segments.ideal
    return {
        "code": ideal.code,
        "reason": ideal.reason,
        "best": ideal.best,
        "region": [known(score) for score in ideal.region],
        "close": ideal.close,
    }
