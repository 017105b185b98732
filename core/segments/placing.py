"""Which segment a customer belongs to, by a definition that is frozen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.segments.integers import Integers
from core.segments.rules.boxes import placed_in_boxes, renumbered
from core.segments.scaling import coordinates, scales_for
from core.segments.search.mixture import Components, two_most_likely
from core.segments.search.partition import membership
from core.settings import Scaling
from core.settings.model import AxisScale, Boxes, Centres, Definition, Mixture
from core.tables.customers import ScoredCustomers

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Placed:
    """The scored customers placed.

    Attributes
    ----------
    groups, second
        Shape (scored customers,): index of the segment and of the second best one, from 0.
    confidence
        How surely, 0 to 1.
    """

    groups: Integers
    second: Integers
    confidence: Floats


def place(definition: Definition, scored: ScoredCustomers) -> Placed:
    """Place the scored customers."""
    match definition:
        case Centres(scales, places):
            points = coordinates(scored, scales).points()
            return Placed(*membership(points, np.array(places)))
        case Mixture(scales):
            points = coordinates(scored, scales).points()
            return Placed(*two_most_likely(points, components_of(definition)))
        case Boxes():
            codes, second, confidence = placed_in_boxes(definition, scored)
            return Placed(codes - 1, second - 1, confidence)


def components_of(definition: Mixture) -> Components:
    """The distributions of a mixture as arrays."""
    return Components(
        np.array(definition.shares), np.array(definition.means), np.array(definition.covariances)
    )


def reordered(definition: Definition, order: list[int]) -> Definition:
    """The same definition with its groups in another order; those left out give way."""
    match definition:
        case Centres(scales, places):
            return Centres(scales, tuple(places[index] for index in order))
        case Mixture(scales, shares, means, covariances):
            return Mixture(
                scales,
                tuple(shares[index] for index in order),
                tuple(means[index] for index in order),
                tuple(covariances[index] for index in order),
            )
        case Boxes():
            codes = {index + 1: code for code, index in enumerate(order, start=1)}
            return renumbered(definition, codes)


def groups_in(definition: Definition) -> int:
    """How many groups a definition makes."""
    match definition:
        case Centres(_, places):
            return len(places)
        case Mixture(_, shares):
            return len(shares)
        case Boxes(boxes):
            return len({box.segment for box in boxes})


def scales_of(
    definition: Definition, scored: ScoredCustomers, scaling: Scaling
) -> tuple[AxisScale, ...]:
    """How distances are measured: as the definition does or, if it has limits, as is said."""
    if isinstance(definition, Boxes):
        return scales_for(scored, scaling)
    return definition.scales
