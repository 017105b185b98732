"""The customers divided into segments, of which at most one is the ideal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.settings.model import Box, Definition, Naming
from core.tables.trust import USUAL, Approach, Match, Remedy, Rule, Stability

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]


@dataclass(frozen=True)
class Spread:
    """How the customers of a segment lie on one axis, in the axis' unit and as scores.

    ``low`` and ``high`` are the 10th and 90th percentile, ``lower`` and ``upper`` the quartiles.
    """

    measure: str
    mean: float
    median: float
    low: float
    lower: float
    upper: float
    high: float
    median_score: float


@dataclass(frozen=True)
class Segment:
    """One of the groups.

    Attributes
    ----------
    code
        From 1, in business order: the ideal first, then by distance from it.
    name
        Unique: the user's own, or made from its levels on the axes.
    ideal
        Whether it is the segment to bring everybody to.
    customers, share
        How many, and their share of the scored customers, 0 to 1.
    spreads
        How they lie on each axis, in axis order.
    levels
        ``"low"``, ``"mid"`` or ``"high"`` on the oriented axis (high is good), in axis order;
        the thirds of the scores, and the best and the worst value of an axis are high and low.
    desirability
        0 to 1, after Derringer and Suich (1980).
    to_ideal
        Score still missing on each axis, in axis order, to the ideal or, while there is none,
        to the ideal region; below 0 where it is better.
    identity
        What it is known by, whatever it is called: its levels and, where others have the same,
        what sets it apart.
    rule
        The shortest rule that finds its customers; None if it has none.
    stability
        How far it can be relied on; None if that was not tested.
    naming
        What its name is made of; None if that is not known.
    made_names
        The names that are made of it, in each language, whatever it is called; no other segment
        has the same one in that language.
    """

    code: int
    name: str
    ideal: bool
    customers: int
    share: float
    spreads: tuple[Spread, ...]
    levels: tuple[str, ...]
    desirability: float
    to_ideal: tuple[float, ...]
    identity: str = ""
    rule: Rule | None = None
    stability: Stability | None = None
    naming: Naming | None = None
    made_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ideal:
    """The ideal segment, or why there is none yet.

    Attributes
    ----------
    code
        Its segment code; None if no segment is good on every axis.
    best
        Code of the most desirable segment, ideal or not.
    reason
        Why, as a sentence.
    region
        Lowest score on each axis of the ideal region, in axis order.
    close
        Customers inside that region.
    nearest
        Rows of up to five customers outside the region who lack least, nearest first.
    probability
        Share of the divisions of redrawn customers that say the same: the same segment is the
        ideal or, if there is none, again none is. None if that was not tested.
    rival
        Code of the segment that is nearest to the best on all axes by another yardstick, TOPSIS
        of Hwang and Yoon (1981); None if that is the same one.
    """

    code: int | None
    best: int
    reason: str
    region: tuple[float, ...]
    close: int
    nearest: tuple[int, ...] = ()
    probability: float | None = None
    rival: int | None = None


@dataclass(frozen=True, eq=False)
class SegmentTable:
    """The customers divided.

    Attributes
    ----------
    customer_ids
        Sorted, one per row of the arrays; the same as of the scored customers.
    codes
        Shape (customers,): segment code; 0 for customers who are not scored.
    confidence
        Shape (customers,): how surely the customer belongs to the segment, 0 (on the border) to
        1; NaN if not scored. With centres (d2 - d1) / (d2 + d1) of the squared distances to the
        nearest and second nearest; with a mixture the same of the probabilities; with limits
        twice the score to the nearest one that would change the segment.
    second
        Shape (customers,): code of the second best segment; 0 if not scored.
    segments
        In the order of their codes.
    ideal
        Which one is ideal.
    everyone
        How all scored customers lie on each axis.
    centres
        Shape (segments, axes): mean score of each segment, in the order of the codes.
    inertia
        Sum of squared weighted distances to the segments' centres, as the approach measures
        distances.
    silhouette
        Mean silhouette width, -1 to 1; of many customers that of about 2,000 points which stand
        for them.
    notes
        What is worth knowing, such as fewer segments than asked for.
    approach
        How the segments were found.
    definition
        What decides to which segment a customer belongs; places customers who come later.
    boxes
        The rule that comes nearest to the segments and gives every customer one.
    explaining
        What following that rule costs: by how much it raises the sum of squared distances to
        the segments' centres, as a share.
    matches
        What became of the kept segments, where segments were found afresh.
    agreement
        How much the kept and the new segments agree (adjusted Rand index); None without any.
    remedy
        What would hold better; None if enough segments hold.
    """

    customer_ids: pd.Index
    codes: Codes
    confidence: Floats
    second: Codes
    segments: tuple[Segment, ...]
    ideal: Ideal
    everyone: tuple[Spread, ...]
    centres: Floats
    inertia: float
    silhouette: float
    notes: tuple[str, ...]
    approach: Approach = USUAL
    definition: Definition | None = None
    boxes: tuple[Box, ...] = ()
    explaining: float = 0.0
    matches: tuple[Match, ...] = ()
    agreement: float | None = None
    remedy: Remedy | None = None
