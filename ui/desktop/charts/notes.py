"""What the second line above a scatter and its description for screen readers say."""

import numpy as np

from ui.desktop.charts.cloud import is_within
from ui.desktop.charts.frame import Frame
from ui.desktop.charts.picture import Scene
from ui.desktop.numbers import number

SPREAD = "Marks are spread a little so that equal values can be seen."
SPREAD_SCORES = "Customers with equal values are spread over the share they make up."
DENSE = "Each dot mixes the colours of the customers there; zoom in for single marks."


def shown_sentences(scene: Scene, visible: int, *, dense: bool) -> str:
    """Say how many customers the picture shows and why the others are not in it.

    Parameters
    ----------
    scene
        What is drawn.
    visible
        Marks inside the frame.
    dense
        Whether mixed counts are drawn rather than single marks.
    """
    cloud = scene.cloud
    drawn = len(cloud.x)
    total = drawn + cloud.missing + cloud.not_positive
    sentences = [f"Showing {number(visible)} of {number(total)}."]
    if drawn > visible:
        sentences.append(f"{number(drawn - visible)} {_lie(drawn - visible)} outside the frame.")
    scores = any(axis.score for axis in scene.axes)
    if cloud.missing:
        why = "without a score" if scores else "without a value on both axes"
        sentences.append(f"{number(cloud.missing)} {why}.")
    if cloud.not_positive:
        sentences.append(f"{number(cloud.not_positive)} at zero or below, off the log scale.")
    sentences += [f"{axis.label} on a log scale." for axis in scene.axes if axis.log]
    if any(cloud.spread):
        sentences.append(SPREAD_SCORES if scores else SPREAD)
    sentences += [DENSE] if dense else []
    return " ".join(sentences)


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"


def accessible_name(scene: Scene) -> str:
    """Name the chart for screen readers."""
    return f"Scatter of customers: {scene.axes[0].label} and {scene.axes[1].label}"


def accessible_description(scene: Scene) -> str:
    """Describe the chart in words: axes, segments with their counts, keys."""
    across, up = scene.axes[0].caption("x"), scene.axes[1].caption("y")
    counts = scene.cloud.counts
    segments = "; ".join(
        f"{segment.caption()}: {number(counts.get(segment.code, 0))}" for segment in scene.segments
    )
    keys = "Arrows go to the nearest mark, Ctrl with arrows to the next segment, Enter selects."
    return f"Across: {across}. Up: {up}. {segments}. {keys}"


def segment_sentence(scene: Scene, code: int) -> str:
    """Say where the keyboard is when it has gone to a segment."""
    for segment in scene.segments:
        if segment.code == code:
            return f"{segment.caption()}: {number(scene.cloud.counts.get(code, 0))} customers"
    return ""


def visible_count(scene: Scene, frame: Frame) -> int:
    """Count the marks whose middle is inside the frame."""
    return int(np.count_nonzero(is_within(scene.cloud, frame.view)))
