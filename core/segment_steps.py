"""The steps from scored customers to segments."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from core.errors import UserError
from core.progress import Progress
from core.segments.approach import approach_for
from core.segments.identity.finishing import finished
from core.segments.identity.keeping import in_force
from core.segments.scoring import score
from core.segments.table import segment
from core.segments.trust.stability import stability
from core.settings import Language, Model, Settings
from core.source_steps import Results, Step


def kept_in_force(settings: Settings) -> Model | None:
    """Return the kept segments, if customers are placed by them."""
    return in_force(settings.segmentation, settings.axes)


def _kept_scores(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Score the customers as before, if segments are found afresh that were kept."""
    kept = settings.segmentation.kept
    if kept is None or kept_in_force(settings) is not None:
        return None
    try:
        return score(results["customers"], kept.axes, kept)
    except UserError:
        return None  # a column that the kept axes need is not there any more


def _approach(results: Results, settings: Settings, progress: Progress) -> Any:
    return approach_for(results["scored"], settings.segmentation, progress)


def _groups(results: Results, settings: Settings, progress: Progress) -> Any:
    scored, approach, scores = (results[name] for name in ("scored", "approach", "kept scores"))
    return segment(scored, approach, settings.segmentation, progress, scores)


def _stability(results: Results, settings: Settings, progress: Progress) -> Any:
    return stability(results["scored"], results["groups"], settings.segmentation, progress)


def _segments(results: Results, settings: Settings, _progress: Progress) -> Any:
    return finished(results["groups"], results["stability"], settings.segmentation)


def _unnamed(settings: Settings) -> Hashable:
    """How the customers are divided, whatever the segments are called."""
    return replace(settings.segmentation, names=(), names_language=Language.ENGLISH)


def segment_steps() -> tuple[Step, ...]:
    """Give the steps from scored customers to segments."""
    kept = "Looking at the kept segments"
    compared = "Comparing ways to divide"
    return (
        # core.tables.customers.ScoredCustomers, or None unless kept segments are found afresh
        Step("kept scores", kept, _kept_scores, ("customers",), _kept_settings, 0.2),
        # core.tables.trust.Approach
        Step("approach", compared, _approach, ("scored",), _unnamed, 3.0),
        # core.tables.segments.SegmentTable, before the last touches
        Step(
            "groups",
            "Finding the segments",
            _groups,
            ("scored", "approach", "kept scores"),
            _unnamed,
            effort=4.0,
        ),
        # core.tables.trust.StabilityTable
        Step("stability", "Testing the segments", _stability, ("scored", "groups"), _unnamed, 6.0),
        # core.tables.segments.SegmentTable
        Step(
            "segments",
            "Naming the segments",
            _segments,
            ("groups", "stability"),
            lambda s: (s.segmentation.names, s.segmentation.names_language),
            effort=0.2,
        ),
    )


def _kept_settings(settings: Settings) -> Hashable:
    return (settings.segmentation.kept, kept_in_force(settings) is None)
