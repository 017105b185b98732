"""How measures, counts and directions are put into words."""

from core.settings import SATISFACTION, Axis, Direction

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def measure_words(axis: Axis) -> str:
    """The measure as it is said: ``cost_to_serve`` is "cost to serve"."""
    return axis.measure.replace("_", " ").strip()


def goal_words(axis: Axis) -> str:
    """The good end of the axis: "low cost to serve"."""
    words = measure_words(axis)
    if axis.measure == SATISFACTION:
        return words  # measured by complaints, less of them is still satisfaction
    if axis.direction is Direction.LESS:
        return f"low {words}"
    return f"nearness of {words} to its target" if axis.direction is Direction.TARGET else words


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
