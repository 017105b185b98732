"""Differences between customers as plain sentences."""

from datetime import date, timedelta

from core.segments.profile.columns import MISSING, NumberColumn
from core.segments.profile.effects import Effect, degree
from core.segments.words import count_words, measure_words
from core.settings import Axis, Direction

Three = tuple[float, float, float]

_DAY_ZERO = date(1970, 1, 1)
_WHOLE, _TENTHS = 100, 10


def number_words(column: NumberColumn, effect: Effect, own: Three, others: Three) -> str:
    """A difference between numbers or dates, with medians and the middle half of either side."""
    more, less = ("later", "earlier") if column.dates else ("higher", "lower")
    way = f"{degree(effect)} {more if effect.size > 0 else less}"
    if own[1] == others[1]:
        pairs = round(50 * (1 + abs(effect.size)))
        return f"{attribute_words(column.name)} is {way}, in {pairs} of 100 pairs."
    mine, theirs = (_spread(column, side) for side in (own, others))
    return f"{attribute_words(column.name)} is {way}: median {mine}, the others {theirs}."


def _spread(column: NumberColumn, side: Three) -> str:
    low, middle, high = (value_words(column, one) for one in side)
    return f"{middle} (half of them {low} to {high})"


def value_words(column: NumberColumn, value: float) -> str:
    """A number with the decimals that its size asks for, or a date."""
    if column.dates:
        return (_DAY_ZERO + timedelta(days=round(value))).isoformat()
    size = abs(value)
    decimals = 0 if size >= _WHOLE else 1 if size >= _TENTHS else 2
    written = f"{value:,.{decimals}f}".replace("-", "−")
    return written.rstrip("0").rstrip(".") if "." in written else written


def share_words(column: str, category: str, own: float, others: float) -> str:
    """A difference between two shares."""
    mine, theirs = in_hundred(own), in_hundred(others)
    if category == MISSING:
        return f"{attribute_words(column)} is not known of {mine}, of the others {theirs}."
    return f"{attribute_words(column)} is ‘{category}’ for {mine}, for the others {theirs}."


def in_hundred(share: float) -> str:
    """A share as it is said: "46 in 100"."""
    if 0 < share < 0.005:  # noqa: PLR2004 - half of one in a hundred
        return "fewer than 1 in 100"
    return f"{round(100 * share)} in 100"


def attribute_words(name: str) -> str:
    """A column as it is said at the beginning of a sentence."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def axis_words(axis: Axis, *, good: bool) -> str:
    """One end of an axis as it is in the data: "lower cost to serve"."""
    words = measure_words(axis)
    if axis.direction is Direction.TARGET:
        return f"{words} {'nearer' if good else 'farther from'} its target"
    return f"{'higher' if good == (axis.direction is Direction.MORE) else 'lower'} {words}"


def rising_words(column: NumberColumn, axis: Axis, effect: Effect) -> str:
    """How an axis goes with numbers or dates."""
    more = "a later one" if column.dates else "more of it"
    goes = axis_words(axis, good=effect.size > 0)
    name = attribute_words(column.name)
    return f"{name}: {more} goes with {goes} (rank correlation {effect.size:.2f})."


def category_words(column: str, category: str, axis: Axis, effect: Effect) -> str:
    """How an axis goes with a category."""
    what = "no value" if category == MISSING else f"‘{category}’"
    goes = axis_words(axis, good=effect.size > 0)
    pairs = round(50 * (1 + abs(effect.size)))
    return f"{attribute_words(column)}: {what} goes with {goes}, in {pairs} of 100 pairs."


def silence(customers: int, fewest: int, told: int) -> str:
    """Why nothing is said of a segment; "" if something is."""
    if told:
        return ""
    if customers < fewest:
        return (
            f"With {count_words(customers)} customers, any difference may be chance; it takes"
            f" {fewest} to tell."
        )
    return "On no other column do these customers differ enough from the others to tell."
