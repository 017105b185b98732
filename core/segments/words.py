"""How measures, counts and directions are put into words."""

from core.settings import SATISFACTION, Axis, Direction, Method, Scaling
from core.settings.model import Range

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)

_SCALES = {
    Scaling.RANK: "percentile ranks",
    Scaling.LOG: "logarithms",
    Scaling.Z: "the values as they are",
}
_SET_BY_LIMITS = {
    Method.GRID: "the grid, good or bad on every axis",
    Method.RULE: "the rule, limits on the axes",
}


def said(measure: str) -> str:
    """A measure as it is said: ``cost_to_serve`` is "cost to serve"."""
    return measure.replace("_", " ").strip()


def measure_words(axis: Axis) -> str:
    """The measure of an axis as it is said."""
    return said(axis.measure)


def goal_words(axis: Axis) -> str:
    """The good end of the axis: "low cost to serve"."""
    words = measure_words(axis)
    if axis.measure == SATISFACTION:
        return words  # measured by complaints, less of them is still satisfaction
    if axis.direction is Direction.LESS:
        return f"low {words}"
    return f"nearness of {words} to its target" if axis.direction is Direction.TARGET else words


def approach_words(method: Method, scaling: Scaling) -> str:
    """How segments are found, as it is said: "percentile ranks with k-means"."""
    if method in _SET_BY_LIMITS:
        return _SET_BY_LIMITS[method]
    return f"{_SCALES[scaling]} with {'a mixture' if method is Method.MIXTURE else 'k-means'}"


def count_words(count: int) -> str:
    """A count as it is said, in letters up to twelve."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def rank_words(rank: int) -> str:
    """A place in a ranking, from 1."""
    return _ORDINALS[rank - 1] if 1 <= rank <= len(_ORDINALS) else f"number {rank}"


def listed(words: list[str]) -> str:
    """Words as a list in a sentence: "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def begun(words: str) -> str:
    """Words at the beginning of a sentence; capitals inside stay as they are."""
    return words[:1].upper() + words[1:]


def ranges_words(ranges: tuple[Range, ...], axes: tuple[Axis, ...]) -> str:
    """Ranges as they are said: "satisfaction at least 6, cost to serve below 17"."""
    by_name = {axis.measure: axis for axis in axes}
    return ", ".join(_range_words(one, by_name[one.measure]) for one in ranges)


def _range_words(one: Range, axis: Axis) -> str:
    """One range as it is said."""
    words = measure_words(axis)
    least, below = (None if end is None else f"{end:,.10g}" for end in (one.least, one.below))
    if axis.direction is Direction.TARGET:
        return _distance_words(words, f"{axis.target:,.10g}", least, below)
    if least is None or below is None:
        return f"{words} below {below}" if least is None else f"{words} at least {least}"
    return f"{words} from {least} to below {below}"


def _distance_words(words: str, target: str, least: str | None, below: str | None) -> str:
    """A range of distances from a target as it is said."""
    if least is None:
        return f"{words} less than {below} from {target}"
    if below is None:
        return f"{words} {least} or more from {target}"
    return f"{words} from {least} to below {below} away from {target}"
