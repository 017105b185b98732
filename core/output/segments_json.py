"""The segments as JSON: what they are, how they were found, how far they can be relied on."""

from collections.abc import Iterable
from math import isnan

from core.output.contents import PlanContents
from core.output.json_text import Object, known
from core.tables.customers import Unknown
from core.tables.profile import Drivers, Profile
from core.tables.segments import Segment, Spread
from core.tables.trust import Match, Rule, Stability, Way


def approach_object(contents: PlanContents) -> Object:
    """Return how the segments were found, and what the axes have in common."""
    asked, approach = contents.settings.segmentation, contents.segments.approach
    return {
        "method": approach.method.value,
        "scaling": approach.scaling.value,
        "method_asked": asked.method.value,
        "method_reason": approach.reason,
        "names_language": asked.names_language.value,
        "ways": [_way(way) for way in approach.ways],
        "correlations": [
            {"measures": list(pair.measures), "spearman": known(pair.correlation)}
            for pair in contents.scored.alike
        ],
        "unknown": [_unknown(contents, group) for group in contents.scored.unknown],
    }


def _way(way: Way) -> Object:
    return {
        "method": way.method.value,
        "scaling": way.scaling.value,
        "stability": known(way.stability),
        "separation": known(way.separation),
        "smallest": known(way.smallest),
        "groups": way.groups,
    }


def _unknown(contents: PlanContents, group: Unknown) -> Object:
    measures = [axis.measure for axis in contents.scored.axes]
    return {
        "missing": list(group.measures),
        "customers": group.customers,
        "medians": dict(zip(measures, map(known, group.medians), strict=True)),
        "standing": dict(zip(measures, map(known, group.standing), strict=True)),
    }


def segments_object(contents: PlanContents) -> list[Object]:
    """Return one object per segment, in the order of their codes."""
    profiles = contents.profiles or (None,) * len(contents.segments.segments)
    rows = zip(contents.segments.segments, contents.actions.worth, profiles, strict=True)
    return [
        {
            **_segment(segment),
            **_stability(segment.stability),
            **_rule(segment.rule),
            **_traits(profile),
            "worth": known(worth),
        }
        for segment, worth, profile in rows
    ]


def _segment(segment: Segment) -> Object:
    measures = [spread.measure for spread in segment.spreads]
    return {
        "code": segment.code,
        "name": segment.name,
        "identity": segment.identity,
        "ideal": segment.ideal,
        "customers": segment.customers,
        "share": segment.share,
        "medians": {spread.measure: known(spread.median) for spread in segment.spreads},
        "means": {spread.measure: known(spread.mean) for spread in segment.spreads},
        "levels": dict(zip(measures, segment.levels, strict=True)),
        "spreads": spreads_object(segment.spreads),
        "desirability": known(segment.desirability),
        "to_ideal": dict(zip(measures, map(known, segment.to_ideal), strict=True)),
    }


def _stability(stability: Stability | None) -> Object:
    """Return how far a segment can be relied on; nothing if that was not tested."""
    if stability is None:
        return {}
    return {
        "stability": known(stability.jaccard),
        "stability_words": stability.words,
        "staying": known(stability.staying),
        "neighbours": list(stability.neighbours),
    }


def _rule(rule: Rule | None) -> Object:
    if rule is None:
        return {}
    return {
        "rule": rule.words,
        "rule_ranges": [
            {"measure": one.measure, "least": known(one.least), "below": known(one.below)}
            for one in rule.ranges
        ],
        "rule_precision": known(rule.precision),
        "rule_recall": known(rule.recall),
    }


def _traits(profile: Profile | None) -> Object:
    """Return what sets a segment apart; nothing if that was not asked."""
    if profile is None:
        return {}
    traits = [
        {
            "attribute": trait.attribute,
            "category": trait.category,
            "effect": known(trait.effect),
            "effect_low": known(trait.low),
            "effect_high": known(trait.high),
            "own": list(map(known, trait.own)),
            "others": list(map(known, trait.others)),
            "makes_an_axis": trait.defines,
            "words": trait.words,
        }
        for trait in profile.traits
    ]
    silent = {"traits_silent": profile.silent} if profile.silent else {}
    return {"traits": traits, **silent}


def drivers_object(contents: PlanContents) -> Object:
    """Return what goes with each axis; nothing if that was not asked."""
    if not contents.drivers:
        return {}
    return {"drivers": {found.measure: _drivers(found) for found in contents.drivers}}


def _drivers(found: Drivers) -> list[Object]:
    return [
        {
            "attribute": one.attribute,
            "category": one.category,
            "strength": known(one.strength),
            "strength_low": known(one.low),
            "strength_high": known(one.high),
            "words": one.words,
        }
        for one in found.drivers
    ]


def spreads_object(spreads: Iterable[Spread]) -> Object:
    """Return how customers lie on each axis."""
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


def ideal_object(contents: PlanContents) -> Object:
    """Return which segment is the ideal, or who is nearest while there is none."""
    ideal = contents.segments.ideal
    ids = contents.segments.customer_ids
    tested = {} if ideal.probability is None else {"probability": known(ideal.probability)}
    return {
        "code": ideal.code,
        **tested,
        "reason": ideal.reason,
        "best": ideal.best,
        "rival": ideal.rival,
        "region": [known(score) for score in ideal.region],
        "close": ideal.close,
        "nearest": [str(ids[row]) for row in ideal.nearest],
    }


def history_object(contents: PlanContents) -> Object:
    """Return what the rule for all segments costs, what became of kept ones, and what would hold.

    Only what there is: without kept segments nothing has become of them.
    """
    segments = contents.segments
    found: Object = {}
    if segments.boxes:
        found["explaining"] = known(segments.explaining)
    if segments.matches:
        found["matches"] = [_match(one) for one in segments.matches]
    if segments.agreement is not None and not isnan(segments.agreement):
        found["agreement"] = segments.agreement
    if segments.remedy is not None:
        holding, better = segments.remedy.holding, segments.remedy.segments
        found["remedy"] = {"holding": holding, "segments": better}
    return found


def _match(one: Match) -> Object:
    before, now = list(one.before), list(one.now)
    return {"kind": one.kind, "before": before, "now": now, "jaccard": known(one.jaccard)}
