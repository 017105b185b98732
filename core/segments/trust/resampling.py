"""Which groups hold when the customers are redrawn at random.

The bootstrap of Hennig (2007), "Cluster-wise assessment of cluster stability", Computational
Statistics & Data Analysis 52(1): as many customers as there are, drawn with replacement, are
divided anew, and each group is compared with the group of the new division that is most like
it. Customers count once however often they are drawn. Scores and scales stay as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.search.lloyd import Cloud

Floats = npt.NDArray[np.float64]
Divide = Callable[[Cloud, int], Integers]
"""From points and a seed to their groups, numbered from 0."""


@dataclass(frozen=True, eq=False)
class Redrawn:
    """One division of redrawn customers beside the division that is tested.

    Attributes
    ----------
    drawn
        Indices of the points that were drawn.
    weights
        How often, shape (drawn points,).
    labels
        Their groups in the new division.
    shared
        Customers in each group of the tested division, by group of the new one.
    """

    drawn: Integers
    weights: Floats
    labels: Integers
    shared: Floats

    def jaccard(self) -> Floats:
        """Shape (groups, new groups): size of the intersection over that of the union."""
        union = self.shared.sum(axis=1)[:, None] + self.shared.sum(axis=0) - self.shared
        return self.shared / np.where(union > 0, union, 1)


def redraw(
    cloud: Cloud, labels: Integers, groups: int, divide: Divide | None, seed: int
) -> Redrawn:
    """Draw the customers anew and divide them.

    Parameters
    ----------
    cloud
        The points and how many customers each stands for.
    labels, groups
        Group of each point in the division that is tested, and how many groups it has.
    divide
        Divides the redrawn customers in the same way; None where chance cannot change the
        group of a customer.
    seed
        Of the drawing and of the division.
    """
    random = np.random.default_rng(seed)
    customers = int(cloud.weights.sum())
    counts = random.multinomial(customers, cloud.weights / cloud.weights.sum())
    drawn = np.flatnonzero(counts)
    weights = counts[drawn].astype(np.float64)
    found = labels[drawn]
    if divide is not None:
        found = divide(Cloud(cloud.points[drawn], weights), seed)
    width = int(found.max()) + 1
    together = np.bincount(
        labels[drawn] * width + found, cloud.weights[drawn], minlength=groups * width
    )
    shared = together.reshape(groups, width).astype(np.float64)
    return Redrawn(drawn, weights, found, shared)


def agreement(shared: Floats) -> float:
    """How much two divisions agree, by the customers that their groups share.

    The adjusted Rand index of Hubert and Arabie (1985): 1 is the same, 0 no more than chance.
    """

    def pairs(counts: Floats) -> float:
        return float((counts * (counts - 1) / 2).sum())

    rows, columns = pairs(shared.sum(axis=1)), pairs(shared.sum(axis=0))
    expected = rows * columns / max(pairs(shared.sum(keepdims=True)), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (pairs(shared) - expected) / (most - expected)
