"""What was measured as JSON: effects, moves, and what is learnt of them."""

from math import isfinite

from core.output.json_text import Object, json_text
from core.tables.periods import MeasureChange, Moves, Proposal, ResultTable
from core.tables.results import (
    Check,
    Effect,
    Estimate,
    ExperimentTable,
    Group,
    SegmentEffect,
)
from core.tables.segments import Segment


def experiment_json(table: ExperimentTable, version: str) -> str:
    """Return what an experiment shows; the same table gives the same text.

    Effects are treated minus control in the outcome's unit, rates and shares are 0 to 1, money is
    in the currency of the data. What is not known is null.

    Returns
    -------
    str
        A JSON object, keys in a fixed order, indented by two, with a line end.
    """
    found = {
        "nonagon": version,
        "source": table.source,
        "treatment": table.treatment,
        "control": table.control,
        "arms": dict(table.arms),
        "left_out": table.left_out,
        "effects": [effect_object(effect) for effect in table.effects],
        "moves": None,
        "notes": list(table.notes),
    }
    return json_text(found)


def results_json(table: ResultTable, segments: tuple[Segment, ...], version: str) -> str:
    """Return what a plan really earned, by itself, in the same form."""
    return json_text({"nonagon": version, **results_object(table, segments)})


def results_object(table: ResultTable, segments: tuple[Segment, ...]) -> Object:
    """Return what a plan really earned.

    Parameters
    ----------
    table
        What was measured.
    segments
        Those of the earlier period.
    """
    counted = table.counted
    return {
        "customers": {
            "before": counted.before,
            "after": counted.after,
            "both": counted.both,
            "gone": counted.gone,
            "new": counted.new,
            "unscored_before": counted.unscored_before,
            "unscored_after": counted.unscored_after,
            "unmatched": counted.unmatched,
        },
        "effects": [effect_object(effect) for effect in table.effects],
        "moves": _moves(table.moves, segments),
        "drift": {
            "fits": table.drift.fits,
            "told": table.drift.told,
            "spread": _number(table.drift.spread),
            "axes": [
                {"measure": one.measure, "index": _number(one.index), "beyond": _number(one.beyond)}
                for one in table.drift.axes
            ],
        },
        "progress": [_progress(one) for one in table.progress],
        "evidence": [_proposal(one) for one in table.proposals],
        "notes": list(table.notes),
    }


def effect_object(effect: Effect) -> Object:
    """Return one effect."""
    outcome, money = effect.outcome, effect.earnings
    return {
        "action": effect.action,
        "title": effect.title,
        "outcome": outcome.name,
        "outcome_title": outcome.title,
        "scale": outcome.scale,
        "better": outcome.better,
        "span": outcome.span,
        "treated": effect.treated.customers,
        "control": effect.control.customers,
        "effect": _number(effect.estimate.effect),
        "low": _number(effect.estimate.low),
        "high": _number(effect.estimate.high),
        "p": _number(effect.estimate.p),
        "level": effect.level,
        "cost": money.cost if money else None,
        "roi": _number(money.roi) if money else None,
        "roi_low": _number(money.roi_low) if money else None,
        "roi_high": _number(money.roi_high) if money else None,
        "profit": _number(money.profit) if money else None,
        "profit_low": _number(money.profit_low) if money else None,
        "profit_high": _number(money.profit_high) if money else None,
        "earned": money.earned if money else None,
        "verdict": effect.verdict,
        "told": effect.told,
        "fair": effect.fair,
        "detectable": _number(effect.detectable),
        "explained": _number(effect.explained),
        "means": {"treated": _group(effect.treated), "control": _group(effect.control)},
        "checks": {check.name: _check(check) for check in effect.checks},
        "estimates": [_estimate(one) for one in (effect.estimate, *effect.others)],
        "segments": [_segment(one) for one in effect.segments],
        "notes": list(effect.notes),
    }


def _number(number: float | None) -> float | None:
    return number if number is not None and isfinite(number) else None


def _group(group: Group) -> Object:
    return {
        "mean": _number(group.mean),
        "before": _number(group.before),
        "left_out": group.left_out,
    }


def _check(check: Check) -> Object:
    return {"passed": check.passed, "p": _number(check.p), "told": check.told}


def _estimate(estimate: Estimate) -> Object:
    return {
        "method": estimate.method,
        "effect": _number(estimate.effect),
        "low": _number(estimate.low),
        "high": _number(estimate.high),
        "standard_error": _number(estimate.error),
        "p": _number(estimate.p),
    }


def _segment(found: SegmentEffect) -> Object:
    return {
        "segment": found.segment,
        "treated": found.treated,
        "control": found.control,
        "effect": _number(found.estimate.effect),
        "low": _number(found.estimate.low),
        "high": _number(found.estimate.high),
        "p": _number(found.estimate.p),
        "p_holm": _number(found.p_holm),
        "p_bh": _number(found.p_bh),
        "shrunk": _number(found.shrunk),
    }


def _moves(moves: Moves, segments: tuple[Segment, ...]) -> Object:
    into, (stayed, by_chance) = moves.into, moves.stayed
    return {
        "rows": [*(segment.name for segment in segments), "not scored before", "new"],
        "columns": [*(segment.name for segment in segments), "not scored now", "left"],
        "codes": [segment.code for segment in segments],
        "goal": moves.goal,
        "ideal": moves.ideal,
        "counts": [list(row) for row in moves.counts],
        "natural": [list(map(_number, row)) for row in moves.natural],
        "chance": [list(map(_number, row)) for row in moves.chance],
        "by_action": {action: [list(row) for row in rows] for action, rows in moves.by_action},
        "into_goal": None
        if into is None
        else {
            "moved": into.moved,
            "natural": _number(into.natural),
            "natural_low": _number(into.low),
            "natural_high": _number(into.high),
            "chance": _number(into.chance),
        },
        "stayed": {"observed": stayed, "chance": _number(by_chance)},
    }


def _progress(change: MeasureChange) -> Object:
    return {
        "measure": change.measure,
        "better": change.better,
        "relative": change.relative,
        "target": _number(change.target),
        "so_far": _number(change.so_far),
        "low": _number(change.low),
        "high": _number(change.high),
        "overall": _number(change.overall),
        "reached": change.reached,
        "told": change.told,
    }


def _proposal(found: Proposal) -> Object:
    low, likely, high = found.measured
    return {
        "action": found.action,
        "title": found.title,
        "success_low": low,
        "success": likely,
        "success_high": high,
        "assumed": list(found.assumed),
        "arrived_treated": _number(found.arrived[0]),
        "arrived_control": _number(found.arrived[1]),
        "treated": found.treated,
        "control": found.control,
    }
