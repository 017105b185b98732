"""The analysis as JSON: the contract on which other programs rely."""

from dataclasses import asdict

from core.output.action_objects import actions, journeys, natural_moves, without_action
from core.output.contents import PlanContents
from core.output.fingerprint import fingerprint
from core.output.inspection import receipt_object
from core.output.json_text import Object, json_text, known
from core.output.plan_objects import plan_object, scenarios
from core.output.results_contract import results_object
from core.output.segments_json import (
    approach_object,
    drivers_object,
    history_object,
    ideal_object,
    segments_object,
    spreads_object,
)
from core.output.value_contract import value_object


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
        **approach_object(contents),
        "silhouette": known(segments.silhouette),
        "inertia": known(segments.inertia),
        "segments": segments_object(contents),
        "ideal": ideal_object(contents),
        "value": contents.value and value_object(contents.value),
        "everyone": spreads_object(segments.everyone),
        **drivers_object(contents),
        **history_object(contents),
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
    scored = contents.scored
    return [
        {
            "measure": axis.measure,
            "column": axis.formula,
            "direction": axis.direction.value,
            **({} if axis.target is None else {"target": axis.target}),
            "weight": axis.weight,
            "missing": missing,
            **({"assumed": assumed} if assumed else {}),
        }
        for axis, missing, assumed in zip(
            scored.axes, scored.missing, scored.assumed or (0,) * len(scored.axes), strict=True
        )
    ]
