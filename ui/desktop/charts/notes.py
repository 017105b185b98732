"""What the second line above a scatter and its description for screen readers say."""

from ui.desktop.charts.picture import Scene
from ui.desktop.charts.solid_picture import SolidScene
from ui.desktop.numbers import number

AnyScene = Scene | SolidScene

SPREAD = "Marks are spread a little so that equal values can be seen."
SPREAD_SCORES = "Customers with equal values are spread over the share they make up."
DENSE = "Each dot mixes the colours of the customers there; zoom in for single marks."
DENSE_SOLID = "Each dot mixes the colours of the customers there, the near ones more."
TURN = "Drag it, or press Shift with an arrow, to turn it."
KEYS = (
    "Arrows go to the nearest mark, Ctrl with arrows to the next segment, Enter selects, L starts "
    "a lasso."
)


def shown_sentences(scene: AnyScene, visible: int, *, dense: bool) -> str:
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
    cloud, tally = scene.cloud, scene.cloud.tally
    solid = isinstance(scene, SolidScene)
    sentences = [f"Showing {number(visible)} of {number(tally.total)}."]
    if tally.drawn > visible:
        beyond = tally.drawn - visible
        sentences.append(f"{number(beyond)} {_lie(beyond)} outside the frame.")
    scores = any(axis.score for axis in scene.axes)
    if tally.filtered:
        sentences.append(f"{number(tally.filtered)} left out by the filter.")
    if tally.missing:
        why = "without a score" if scores else "without a value on every axis"
        sentences.append(f"{number(tally.missing)} {why}.")
    if tally.not_positive:
        sentences.append(f"{number(tally.not_positive)} at zero or below, off the log scale.")
    sentences += [f"{axis.label} on a log scale." for axis in scene.axes if axis.log]
    if any(cloud.spread):
        sentences.append(SPREAD_SCORES if scores else SPREAD)
    if dense:
        sentences.append(DENSE_SOLID if solid else DENSE)
    return " ".join([*sentences, TURN] if solid else sentences)


def _lie(count: int) -> str:
    return "lies" if count == 1 else "lie"


def accessible_name(scene: AnyScene) -> str:
    """Name the chart for screen readers."""
    *most, last = (axis.label for axis in scene.axes)
    return f"Scatter of customers: {', '.join(most)} and {last}"


def accessible_description(scene: AnyScene) -> str:
    """Describe the chart in words: axes, segments with their counts, keys."""
    sides = ("Across", "Up", "Deep")
    axes = " ".join(
        f"{side}: {axis.caption('y' if side == 'Up' else 'x')}."
        for side, axis in zip(sides, scene.axes, strict=False)
    )
    counts = scene.cloud.counts
    segments = "; ".join(
        f"{segment.caption()}: {number(counts.get(segment.code, 0))}" for segment in scene.segments
    )
    return f"{axes} {segments}. {KEYS}"


def segment_sentence(scene: AnyScene, code: int) -> str:
    """Say where the keyboard is when it has gone to a segment."""
    for segment in scene.segments:
        if segment.code == code:
            return f"{segment.caption()}: {number(scene.cloud.counts.get(code, 0))} customers"
    return ""
