"""How the customers are divided along the axes."""

from dataclasses import dataclass

from core.settings.language import Language
from core.settings.methods import Method, Scaling
from core.settings.model import Box, Model


@dataclass(frozen=True)
class Limit:
    """Where an axis is cut by the grid, in its own unit.

    On an axis with a target the values are distances from it.

    Attributes
    ----------
    measure
        Name of the axis.
    good
        The limit between its good and its bad half; None for the middle customer.
    ideal
        The limit of the ideal segment; None for the best third of the customers.
    """

    measure: str
    good: float | None = None
    ideal: float | None = None


@dataclass(frozen=True)
class Segmentation:
    """How the customers are divided.

    Attributes
    ----------
    method
        Best fit compares scalings and methods and takes the one that holds best.
    scaling
        How distances are measured by k-means and the mixture; best fit chooses itself.
    segments
        How many groups, 3 to 15, for the methods that look for groups.
    starts
        k-means++ starts in all, at least 1.
    resamples
        How often the customers are redrawn at random to see which segments hold; 0 for never.
    seed
        Seed of everything random.
    limits
        Limits of the grid that the user has moved.
    boxes
        The rule, where the user has made it the definition of the segments.
    names
        The user's names, by the identity of the segment.
    names_language
        Language of the names of the others.
    kept
        Segments found earlier; customers are placed by them.
    afresh
        Whether segments are looked for all the same, and told apart from the kept ones.
    """

    method: Method = Method.BEST_FIT
    scaling: Scaling = Scaling.RANK
    segments: int = 9
    starts: int = 50
    resamples: int = 100
    seed: int = 0
    limits: tuple[Limit, ...] = ()
    boxes: tuple[Box, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    names_language: Language = Language.ENGLISH
    kept: Model | None = None
    afresh: bool = False
