"""How the segments were found, how far they can be relied on, and what became of earlier ones."""

from dataclasses import dataclass

from core.settings.methods import Method, Scaling
from core.settings.model import Range


@dataclass(frozen=True)
class Way:
    """One way of dividing the customers, as it was compared with others.

    Attributes
    ----------
    method, scaling
        What finds the groups, and how distances are measured.
    stability
        How much of a customer's group is found again when the customers are redrawn, 0 to 1:
        the mean Jaccard index of the groups, weighted by their customers.
    separation
        Mean silhouette of the groups, -1 to 1; above 0.5 there are gaps between them.
    smallest
        Share of the customers in the smallest group, 0 to 1.
    groups
        How many groups it finds.
    """

    method: Method
    scaling: Scaling
    stability: float
    separation: float
    smallest: float
    groups: int


@dataclass(frozen=True)
class Approach:
    """How the segments are found.

    Attributes
    ----------
    method, scaling
        What is used.
    words
        The same as it is said: "percentile ranks with k-means".
    reason
        Why, as sentences; "" where the user has chosen.
    ways
        Those that were compared; empty where the user has chosen.
    """

    method: Method
    scaling: Scaling
    words: str
    reason: str = ""
    ways: tuple[Way, ...] = ()


USUAL = Approach(Method.K_MEANS, Scaling.RANK, "percentile ranks with k-means")
"""k-means on percentile ranks."""


BY_LIMITS = "by limits"
"""Said of the stability of a segment that is the same whoever else is a customer."""


@dataclass(frozen=True)
class Stability:
    """How far a segment can be relied on, found out by redrawing the customers at random.

    Attributes
    ----------
    jaccard
        Mean Jaccard index between the segment and the most similar one after redrawing, 0 to
        1; 1 for a segment that is set by limits.
    words
        "very solid" from 0.85, "solid" from 0.75, "tendency" from 0.60, else "do not rely",
        after Hennig (2008), "Dissolution point and isolation robustness"; `BY_LIMITS` for a
        segment that is set by limits.
    staying
        Share of its customers who are together after redrawing, 0 to 1.
    neighbours
        Codes of the segments in which the others end up, the one that takes most first.
    """

    jaccard: float
    words: str
    staying: float
    neighbours: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rule:
    """The shortest rule that finds a segment.

    Attributes
    ----------
    ranges
        On some of the axes; all of them have to hold.
    precision
        Share of the customers it finds who belong to the segment, 0 to 1.
    recall
        Share of the segment's customers that it finds, 0 to 1.
    words
        The ranges as they are said: "satisfaction at least 6, cost to serve below 17".
    """

    ranges: tuple[Range, ...]
    precision: float
    recall: float
    words: str = ""


@dataclass(frozen=True)
class Match:
    """What became of a segment that was kept from before.

    Attributes
    ----------
    kind
        ``"matched"``, ``"split"``, ``"merged"``, ``"born"`` or ``"gone"``.
    before, now
        Codes of the kept and of the new segments that it is about.
    jaccard
        Customers in both over customers in either, 0 to 1.
    """

    kind: str
    before: tuple[int, ...]
    now: tuple[int, ...]
    jaccard: float


@dataclass(frozen=True)
class Remedy:
    """What would hold better, if too few segments hold.

    Attributes
    ----------
    holding
        Segments that hold now: those that are at least a tendency.
    segments
        A smaller number of segments of which at least two thirds hold; None if there is none.
    """

    holding: int
    segments: int | None


@dataclass(frozen=True)
class StabilityTable:
    """How far the segments can be relied on.

    Attributes
    ----------
    segments
        Stability of each segment, in the order of the codes, None for one that has no
        customers now; empty if it was not tested.
    ideal
        Share of the divisions of redrawn customers with the same ideal; None if not tested.
    remedy
        What would hold better; None if enough segments hold.
    """

    segments: tuple[Stability | None, ...] = ()
    ideal: float | None = None
    remedy: Remedy | None = None
