"""What finds the segments, and how distances between customers are measured."""

from enum import StrEnum


class Method(StrEnum):
    """What finds the segments."""

    BEST_FIT = "best-fit"
    K_MEANS = "k-means"
    MIXTURE = "mixture"
    GRID = "grid"
    RULE = "rule"


class Scaling(StrEnum):
    """How distances on an axis are measured."""

    RANK = "percentile rank"
    LOG = "logarithm"
    Z = "z"
