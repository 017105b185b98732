"""Names of segments, made from their levels on the axes.

Levels are those of the oriented axis, on which high is good; names speak of the measure as it
is, so that high on an axis where less is better reads as little of it. A segment's identity
says the same without words of a language, so that a name given by the user, or one in another
language, finds its segment again.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.ideal import HIGH
from core.segments.words import begun, listed, measure_words
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction

Floats = npt.NDArray[np.float64]
Levels = tuple[str, ...]

_LOW = 1 / 3
_MOST_NAMED = 3

# Satisfaction, ease (high is cheap to serve) and lifetime value, each low, mid or high.
_BUSINESS = {
    "high high high": "Happy, easy, valuable",
    "high high mid": "Happy and easy",
    "high high low": "Happy small accounts",
    "high mid high": "Happy and valuable",
    "high mid mid": "Satisfied regulars",
    "high mid low": "Happy, worth little",
    "high low high": "Valuable and pampered",
    "high low mid": "Happy at a price",
    "high low low": "Over-served",
    "mid high high": "Quiet earners",
    "mid high mid": "Easy-going regulars",
    "mid high low": "Quiet small accounts",
    "mid mid high": "Valuable, lukewarm",
    "mid mid mid": "Middle ground",
    "mid mid low": "Lukewarm, worth little",
    "mid low high": "Valuable but demanding",
    "mid low mid": "Demanding regulars",
    "mid low low": "Costly small accounts",
    "low high high": "Valuable, quietly upset",
    "low high mid": "Quietly dissatisfied",
    "low high low": "Unhappy, seldom heard",
    "low mid high": "Valuable, disappointed",
    "low mid mid": "Disappointed regulars",
    "low mid low": "Unhappy, worth little",
    "low low high": "Valuable, in trouble",
    "low low mid": "Unhappy and costly",
    "low low low": "Unhappy, costly, small",
}

# Recency (high has bought lately), frequency and lifetime value.
_BUYING = {
    "high high high": "Loyal and valuable",
    "high high mid": "Loyal regulars",
    "high high low": "Frequent, small baskets",
    "high mid high": "Recent and valuable",
    "high mid mid": "Recent buyers",
    "high mid low": "Recent, worth little",
    "high low high": "New and promising",
    "high low mid": "New buyers",
    "high low low": "New, worth little",
    "mid high high": "Valuable regulars",
    "mid high mid": "Steady regulars",
    "mid high low": "Steady, worth little",
    "mid mid high": "Valuable, now and then",
    "mid mid mid": "Middle ground",
    "mid mid low": "Now and then, little",
    "mid low high": "Seldom but valuable",
    "mid low mid": "Seldom buyers",
    "mid low low": "Seldom, worth little",
    "low high high": "Valuable, slipping away",
    "low high mid": "Regulars slipping away",
    "low high low": "Once frequent, now gone",
    "low mid high": "Valuable, long silent",
    "low mid mid": "Long silent",
    "low mid low": "Long silent, small",
    "low low high": "Silent, worth waking",
    "low low mid": "Seldom, long silent",
    "low low low": "Gone, worth little",
}


@dataclass(frozen=True)
class _Vocabulary:
    """Names for three axes that go together.

    Attributes
    ----------
    axes
        The measures, each with the directions that it may have.
    names
        By the levels on them.
    ends
        For each measure what the worse and the better end are called.
    """

    axes: tuple[tuple[str, frozenset[Direction]], ...]
    names: dict[str, str]
    ends: dict[str, tuple[str, str]]


_LESS, _MORE = frozenset({Direction.LESS}), frozenset({Direction.MORE})
_WORTH = ("worth less", "worth more")
_VOCABULARIES = (
    _Vocabulary(
        ((SATISFACTION, _MORE | _LESS), (COST_TO_SERVE, _LESS), (LIFETIME_VALUE, _MORE)),
        _BUSINESS,
        {
            SATISFACTION: ("less happy", "happier"),
            COST_TO_SERVE: ("costlier", "cheaper"),
            LIFETIME_VALUE: _WORTH,
        },
    ),
    _Vocabulary(
        (("recency", _LESS), ("frequency", _MORE), (LIFETIME_VALUE, _MORE)),
        _BUYING,
        {
            "recency": ("longer silent", "more recent"),
            "frequency": ("less often", "more often"),
            LIFETIME_VALUE: _WORTH,
        },
    ),
)
_WORDS = {
    Direction.MORE: {"low": "low {}", "high": "high {}"},
    Direction.LESS: {"low": "high {}", "high": "low {}"},
    Direction.TARGET: {"low": "{} off target", "high": "{} on target"},
}
_COMPARED = {
    Direction.MORE: ("lower {}", "higher {}"),
    Direction.LESS: ("higher {}", "lower {}"),
    Direction.TARGET: ("{} farther off", "{} nearer"),
}


@dataclass(frozen=True)
class Named:
    """A segment's identity, such as "satisfaction high, cost_to_serve mid", and its name."""

    identity: str
    name: str


def levels_of(medians: Floats, bottom: Floats, top: Floats) -> Levels:
    """Low, mid or high for each axis of one segment.

    Parameters
    ----------
    medians
        Shape (axes,): the segment's median scores. Low is below a third, high above two
        thirds.
    bottom, top
        Shape (axes,): lowest and highest score of all. Where many customers share the best
        value of an axis, their score is not above two thirds, and yet nobody is higher; so
        those levels are high, and in the same way low.
    """
    levels = []
    for median, lowest, highest in zip(medians, bottom, top, strict=True):
        if median > HIGH or median >= highest:
            levels.append("high")
        else:
            levels.append("low" if median < _LOW or median <= lowest else "mid")
    return tuple(levels)


def names_of(
    levels: tuple[Levels, ...], medians: Floats, axes: tuple[Axis, ...]
) -> tuple[Named, ...]:
    """Different identities and names for all segments, in their order.

    Segments with the same levels are told apart by the axis on which they lie farthest from
    one another and, if that does not do, by a number.
    """
    spoken = next((one for one in _VOCABULARIES if _order(one, axes)), None)
    keys = [_key(one, axes) for one in levels]
    names = [_plain(one, axes, place, spoken) for one, place in zip(levels, medians, strict=True)]
    for key, times in Counter(keys).items():
        if times > 1:
            alike = [index for index, one in enumerate(keys) if one == key]
            for index, end in zip(alike, _ends(medians[alike]), strict=True):
                if end is not None:
                    axis, more = axes[end[0]], end[1]
                    keys[index] += f", {'more' if more else 'less'} {axis.measure}"
                    names[index] += f", {_suffix(axis, spoken, more=more)}"
    return tuple(map(Named, numbered(keys), numbered(names)))


def _key(levels: Levels, axes: tuple[Axis, ...]) -> str:
    return ", ".join(f"{axis.measure} {level}" for axis, level in zip(axes, levels, strict=True))


def _order(vocabulary: _Vocabulary, axes: tuple[Axis, ...]) -> list[int]:
    """Where the axes of a vocabulary are; empty if these are others."""
    found = {axis.measure: (index, axis.direction) for index, axis in enumerate(axes)}
    fits = len(axes) == len(vocabulary.axes) and all(
        measure in found and found[measure][1] in directions
        for measure, directions in vocabulary.axes
    )
    return [found[measure][0] for measure, _ in vocabulary.axes] if fits else []


def _plain(
    levels: Levels, axes: tuple[Axis, ...], medians: Floats, spoken: _Vocabulary | None
) -> str:
    """Name by levels alone."""
    if spoken is not None:
        return spoken.names[" ".join(levels[index] for index in _order(spoken, axes))]
    outstanding = [index for index, level in enumerate(levels) if level != "mid"]
    farthest = sorted(outstanding, key=lambda index: (-abs(medians[index] - 0.5), index))
    words = [
        _WORDS[axes[index].direction][levels[index]].format(measure_words(axes[index]))
        for index in sorted(farthest[:_MOST_NAMED])
    ]
    if not words:
        return f"Average {listed([measure_words(axis) for axis in axes][:_MOST_NAMED])}"
    return begun(", ".join(words))


def _ends(medians: Floats) -> list[tuple[int, bool] | None]:
    """The widest axis and the end of it that each segment is at; None for the middle."""
    ranges = medians.max(axis=0) - medians.min(axis=0)
    widest = int(ranges.argmax())
    column = medians[:, widest]
    middle = (column.min() + column.max()) / 2
    return [None if place == middle else (widest, bool(place > middle)) for place in column]


def _suffix(axis: Axis, spoken: _Vocabulary | None, *, more: bool) -> str:
    """Word for an end of an axis; ``more`` is the good one."""
    if spoken is not None:
        return spoken.ends[axis.measure][more]
    return _COMPARED[axis.direction][more].format(measure_words(axis))


def numbered(names: list[str]) -> list[str]:
    """Number the later ones of equal names, from 2, past any name that is taken."""
    taken: set[str] = set()
    result = []
    for name in names:
        number, told = 1, name
        while told in taken or (number > 1 and told in names):
            number += 1
            told = f"{name} {number}"
        taken.add(told)
        result.append(told)
    return result
