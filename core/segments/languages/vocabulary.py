"""What a language has to have a word for, so that segments can be named in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language.

    Where a word speaks of a measure, ``{}`` stands for it. The forms are such that they fit a
    measure of any gender and number.

    Attributes
    ----------
    business
        Names by the levels of satisfaction, ease (high is cheap to serve) and lifetime value,
        such as ``"high high mid"``.
    buying
        Names by the levels of recency (high has bought lately), frequency and lifetime value.
    ends
        For each of these axes what sets a segment apart from one of the same levels, at
        the bad and at the good end.
    little, much
        A low and a high value of a measure.
    off, on
        A measure far from its target, and near it.
    less, more
        A lower and a higher value than that of others of the same levels.
    farther, nearer
        The same of the distance from a target.
    average
        Several measures, all of them middling.
    also
        The word before the last of several.
    also_before_i
        The same before the sound of an i; "" if that makes no difference.
    measures
        What measures that Nonagon itself works out are called; others keep their own name.
    """

    business: Mapping[str, str]
    buying: Mapping[str, str]
    ends: Mapping[str, tuple[str, str]]
    little: str
    much: str
    off: str
    on: str
    less: str
    more: str
    farther: str
    nearer: str
    average: str
    also: str
    also_before_i: str = ""
    measures: Mapping[str, str] = field(default_factory=dict)
