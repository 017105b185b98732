"""The customers divided into segments, of which at most one is the ideal."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

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
        Unique, made from its levels on the axes.
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
    """

    code: int | None
    best: int
    reason: str
    region: tuple[float, ...]
    close: int


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
        Shape (customers,): (d2 - d1) / (d2 + d1) of the squared distances to the nearest and
        second nearest centre, 0 (on the border) to 1; NaN if not scored.
    second
        Shape (customers,): code of the second nearest segment; 0 if not scored.
    segments
        In the order of their codes.
    ideal
        Which one is ideal.
    everyone
        How all scored customers lie on each axis.
    centres
        Shape (segments, axes): mean score of each segment, in the order of the codes.
    inertia
        Sum of squared weighted distances to the centres, on the scores.
    silhouette
        Mean silhouette width, -1 to 1, of up to 5,000 customers.
    notes
        What is worth knowing, such as fewer segments than asked for.
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
