"""What experiments show: effects of actions with their intervals, checks and verdicts."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from core.settings import Direction

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Verdict(StrEnum):
    """Whether an action did anything, as far as an experiment can tell."""

    WORKED = "worked"
    WORSENED = "made it worse"
    NOTHING = "no effect shown"
    TOO_SMALL = "too small to tell"
    UNFAIR = "not a fair test"


class Earned(StrEnum):
    """Whether an action earned what it cost, as far as an experiment can tell."""

    EARNED = "earned its cost"
    LOST = "lost money"
    OPEN = "cannot tell yet"


class Scale(StrEnum):
    """What kind of number an outcome is."""

    RATE = "rate"
    MONEY = "money"
    NUMBER = "number"


@dataclass(frozen=True)
class Outcome:
    """Something that an action may change.

    Attributes
    ----------
    name
        Key, such as a measure or a column.
    title
        Its name in sentences and tables.
    scale
        A rate is 0 or 1 for each customer; money is in the currency of the data.
    better
        Which end is good, more or less.
    span
        What time it covers, such as "in the later period"; "" if that is not known.
    """

    name: str
    title: str
    scale: Scale = Scale.NUMBER
    better: Direction = Direction.MORE
    span: str = ""


@dataclass(frozen=True)
class Estimate:
    """An effect as one method works it out: treated minus control, in the outcome's unit.

    Attributes
    ----------
    method
        Name of the method.
    effect
        The difference.
    low, high
        Ends of its confidence interval.
    error
        Standard error; NaN where the method has none.
    p
        Two-sided p-value of no difference; NaN where the method has none.
    """

    method: str
    effect: float
    low: float
    high: float
    error: float
    p: float


@dataclass(frozen=True)
class Check:
    """One thing that has to hold before a difference may be called an effect.

    Attributes
    ----------
    name
        ``"sample ratio"``, ``"balance"``, ``"hold-out kept"``, ``"answers"`` or ``"by chance"``.
    passed
        None if it could not be checked.
    p
        How often chance alone would show so much; NaN if that is not known.
    told
        What was found, as sentences.
    """

    name: str
    passed: bool | None
    p: float
    told: str


@dataclass(frozen=True)
class Group:
    """One side of a comparison.

    Attributes
    ----------
    customers
        With the outcome known.
    left_out
        Without it.
    mean
        Mean outcome.
    before
        Mean of the same measure in the earlier period; NaN if it is not known.
    """

    customers: int
    left_out: int
    mean: float
    before: float


@dataclass(frozen=True)
class Earnings:
    """What the effect comes to in money.

    Attributes
    ----------
    cost
        For one treated customer.
    roi, roi_low, roi_high
        (Effect minus cost) over cost, and its interval; None if it costs nothing.
    profit, profit_low, profit_high
        (Effect minus cost) times the customers treated.
    earned
        Whether the whole interval lies above the cost, below it, or neither.
    """

    cost: float
    roi: float | None
    roi_low: float | None
    roi_high: float | None
    profit: float
    profit_low: float
    profit_high: float
    earned: Earned


@dataclass(frozen=True)
class SegmentEffect:
    """The effect in one segment.

    Attributes
    ----------
    segment
        Its code.
    treated, control
        Customers of each side.
    estimate
        From this segment alone.
    shrunk
        Drawn towards all segments' mean by as much as chance explains the differences.
    p_holm, p_bh
        The p-value corrected for the number of segments looked at, after Holm, and after Benjamini
        and Hochberg.
    """

    segment: int
    treated: int
    control: int
    estimate: Estimate
    shrunk: float
    p_holm: float
    p_bh: float


@dataclass(frozen=True)
class Effect:
    """What an action changed in one outcome, every customer counted as assigned.

    Attributes
    ----------
    action, title
        Key and name of the action.
    outcome
        What was measured.
    treated, control
        Those who were to get it, and those who were not.
    estimate
        The estimate that the verdict rests on.
    level
        Of its interval, such as 0.95.
    others
        The same effect by other methods.
    detectable
        Smallest effect that four experiments in five of this size would have shown.
    explained
        Share of the variance that values from before have taken away, 0 to 1.
    earnings
        For money with a known cost; None otherwise.
    verdict
        Whether the action did anything.
    told
        The verdict as a sentence.
    checks
        What the verdict relies on.
    segments
        The effect where a segment has enough customers on both sides.
    notes
        What else is worth knowing, as sentences.
    fair
        False for a comparison with customers who were not held out by chance.
    """

    action: str
    title: str
    outcome: Outcome
    treated: Group
    control: Group
    estimate: Estimate
    level: float
    others: tuple[Estimate, ...]
    detectable: float
    explained: float
    earnings: Earnings | None
    verdict: Verdict
    told: str
    checks: tuple[Check, ...]
    segments: tuple[SegmentEffect, ...] = ()
    notes: tuple[str, ...] = ()
    fair: bool = True


@dataclass(frozen=True)
class ExperimentTable:
    """What a file with a treatment column shows.

    Attributes
    ----------
    source
        Name of the file.
    treatment, control
        The column, and its value for those who got nothing.
    arms
        Every value of the column with its customers, in the order of the values.
    left_out
        Rows without a treatment.
    effects
        By treatment, then by outcome, in the order asked for.
    notes
        What else is worth knowing, as sentences.
    """

    source: str
    treatment: str
    control: str
    arms: tuple[tuple[str, int], ...]
    left_out: int
    effects: tuple[Effect, ...]
    notes: tuple[str, ...]
