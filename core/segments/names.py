"""Names of segments, made from their levels on the axes.

Levels are those of the oriented axis, on which high is good; names speak of the measure as it
is, so that high on an axis where less is better reads as little of it. A segment's identity
says the same without words of a language. Names are made from it, in any language, and a name
given by the user finds its segment again by it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from core.segments.ideal import HIGH
from core.segments.languages.spoken import VOCABULARIES
from core.segments.languages.vocabulary import Vocabulary
from core.segments.words import begun, said
from core.settings import (
    COST_TO_SERVE,
    FREQUENCY,
    LIFETIME_VALUE,
    RECENCY,
    SATISFACTION,
    Axis,
    Direction,
    Language,
)
from core.settings.model import AxisLevel, Naming

Floats = npt.NDArray[np.float64]
Levels = tuple[str, ...]

_LOW = 1 / 3
_MOST_NAMED = 3

_MORE, _LESS = frozenset({Direction.MORE}), frozenset({Direction.LESS})
_BUSINESS_AXES = (
    (SATISFACTION, _MORE | _LESS),
    (COST_TO_SERVE, _LESS),
    (LIFETIME_VALUE, _MORE),
)
_BUYING_AXES = ((RECENCY, _LESS), (FREQUENCY, _MORE), (LIFETIME_VALUE, _MORE))
_I_SOUNDS = ("i", "hi", "í", "hí")


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


def namings_of(
    levels: tuple[Levels, ...], medians: Floats, axes: tuple[Axis, ...]
) -> tuple[Naming, ...]:
    """What the names of all segments are made of, in their order; no two are the same.

    Segments with the same levels are told apart by the axis on which they lie farthest from
    one another and, if that does not do, by a number.
    """
    plain = [_by_levels(one, place, axes) for one, place in zip(levels, medians, strict=True)]
    found = list(plain)
    for levels_of_some, times in Counter(levels).items():
        if times > 1:
            alike = [index for index, one in enumerate(levels) if one == levels_of_some]
            for index, end in zip(alike, _ends(medians[alike]), strict=True):
                if end is not None:
                    axis, level = axes[end[0]], "more" if end[1] else "less"
                    apart = AxisLevel(axis.measure, axis.direction, level)
                    found[index] = replace(plain[index], apart=apart)
    return _counted(found)


def _by_levels(levels: Levels, medians: Floats, axes: tuple[Axis, ...]) -> Naming:
    """What a name by levels alone is made of: of the axes that stand out the farthest ones."""
    outstanding = [index for index, level in enumerate(levels) if level != "mid"]
    farthest = sorted(outstanding, key=lambda index: (-abs(medians[index] - 0.5), index))
    told = farthest[:_MOST_NAMED] or range(_MOST_NAMED)
    return Naming(
        tuple(
            AxisLevel(axis.measure, axis.direction, level, index in told)
            for index, (axis, level) in enumerate(zip(axes, levels, strict=True))
        )
    )


def _ends(medians: Floats) -> list[tuple[int, bool] | None]:
    """The widest axis and the end of it that each segment is at; None for the middle."""
    ranges = medians.max(axis=0) - medians.min(axis=0)
    widest = int(ranges.argmax())
    column = medians[:, widest]
    middle = (column.min() + column.max()) / 2
    return [None if place == middle else (widest, bool(place > middle)) for place in column]


def _counted(namings: list[Naming]) -> tuple[Naming, ...]:
    """Number those that are the same in their levels and in what tells them apart."""
    seen: Counter[str] = Counter()
    numbered_ones = []
    for naming in namings:
        key = identity_of(naming)
        seen[key] += 1
        numbered_ones.append(replace(naming, number=seen[key]))
    return tuple(numbered_ones)


def identity_of(naming: Naming) -> str:
    """The same without words: "satisfaction high, cost_to_serve mid, more cost_to_serve"."""
    parts = [f"{one.measure} {one.level}" for one in naming.levels]
    if naming.apart is not None:
        parts.append(f"{naming.apart.level} {naming.apart.measure}")
    return _with_number(", ".join(parts), naming.number)


def name_of(naming: Naming, language: Language) -> str:
    """The name of a segment in a language; measures of the user's own keep their name."""
    words = VOCABULARIES[language]
    by_measure = {one.measure: one for one in naming.levels}
    familiar = _familiar(by_measure, words)
    name = familiar or _plain([one for one in naming.levels if one.told], words)
    if naming.apart is not None:
        name += f", {_apart(naming.apart, words, familiar=bool(familiar))}"
    return _with_number(name, naming.number)


def _with_number(text: str, number: int) -> str:
    return text if number == 1 else f"{text} {number}"


def _familiar(levels: Mapping[str, AxisLevel], words: Vocabulary) -> str:
    """The name that people use, if the axes are ones that go together; "" otherwise."""
    for axes, names in ((_BUSINESS_AXES, words.business), (_BUYING_AXES, words.buying)):
        if len(levels) == len(axes) and all(
            measure in levels and levels[measure].direction in directions
            for measure, directions in axes
        ):
            return names[" ".join(levels[measure].level for measure, _ in axes)]
    return ""


def _plain(told: list[AxisLevel], words: Vocabulary) -> str:
    """Name by levels of any axes."""
    if all(one.level == "mid" for one in told):
        measures = [_measure(one, words) for one in told]
        return begun(words.average.format(_listed(measures, words)))
    return begun(", ".join(_level_form(one, words).format(_measure(one, words)) for one in told))


def _measure(one: AxisLevel, words: Vocabulary) -> str:
    """What a measure is called in a language."""
    return words.measures.get(one.measure) or said(one.measure)


def _level_form(one: AxisLevel, words: Vocabulary) -> str:
    """How a level of an axis is said; on the oriented axis high is good."""
    high = one.level == "high"
    if one.direction is Direction.TARGET:
        return words.on if high else words.off
    return words.much if high == (one.direction is Direction.MORE) else words.little


def _apart(one: AxisLevel, words: Vocabulary, *, familiar: bool) -> str:
    """How a segment differs from others of the same levels; more is good."""
    more = one.level == "more"
    if familiar:
        return words.ends[one.measure][more]
    if one.direction is Direction.TARGET:
        form = words.nearer if more else words.farther
    else:
        form = words.more if more == (one.direction is Direction.MORE) else words.less
    return form.format(_measure(one, words))


def _listed(measures: list[str], words: Vocabulary) -> str:
    """Measures as a list in a sentence: "a, b and c"."""
    if len(measures) == 1:
        return measures[0]
    before_i = words.also_before_i and measures[-1].casefold().startswith(_I_SOUNDS)
    also = words.also_before_i if before_i else words.also
    return f"{', '.join(measures[:-1])} {also} {measures[-1]}"


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
