"""Divide the scored customers by one method, everybody included."""

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.integers import Integers
from core.segments.placing import Placed, groups_in, place, reordered
from core.segments.rules.corners import grid, grid_limits
from core.segments.scaling import Coordinates, coordinates, scales_for
from core.segments.search.mixture import Components, mixture, settled_mixture
from core.segments.search.partition import Search, divide, gathered
from core.segments.search.sketch import sketch
from core.settings import Method, Segmentation
from core.settings.model import AxisScale, Boxes, Centres, Definition, Mixture
from core.tables.customers import ScoredCustomers
from core.tables.trust import Approach

_STARTS_OF_MIXTURE = 4
_POINTS = 2_048


@dataclass(frozen=True, eq=False)
class Division:
    """The scored customers divided, in no particular order of the groups.

    Attributes
    ----------
    definition
        What decides to which group a customer belongs; every group has customers.
    placed
        Where they are.
    """

    definition: Definition
    placed: Placed


def divided(
    scored: ScoredCustomers, approach: Approach, settings: Segmentation, progress: Progress
) -> Division:
    """Divide the scored customers.

    Parameters
    ----------
    scored
        Where every customer stands.
    approach
        Method and scaling.
    settings
        How many groups, from how many starts; limits of the grid; the rule.
    progress
        Told how far the search is.

    Raises
    ------
    UserError
        If limits of the grid or a rule do not fit the axes.
    """
    if approach.method is Method.GRID:
        definition: Definition = grid(scored.axes, grid_limits(scored, settings.limits))
        return _without_empty(definition, place(definition, scored))
    if approach.method is Method.RULE:
        definition = Boxes(settings.boxes)
        return _without_empty(definition, place(definition, scored))
    scales = scales_for(scored, approach.scaling)
    found = coordinates(scored, scales)
    if approach.method is Method.MIXTURE:
        definition = _mixture(found, scales, settings)
        return _without_empty(definition, place(definition, scored))
    search = Search(settings.segments, settings.starts, settings.seed)
    parts = divide(found.places, found.steps, search, progress)
    centres = tuple(map(tuple, parts.centres.tolist()))
    placed = Placed(parts.labels, parts.second, parts.confidence)
    return Division(Centres(scales, centres), placed)


def _mixture(found: Coordinates, scales: tuple[AxisScale, ...], settings: Segmentation) -> Mixture:
    """A mixture that was found on points which stand for all, and has come to rest on all cells."""
    cells = gathered(found.places, found.steps)
    groups = min(settings.segments, len(cells.first))
    with threadpool_limits(limits=1):
        rough = sketch(cells, groups, _POINTS).cloud
        components = mixture(rough, groups, _STARTS_OF_MIXTURE, settings.seed)
        components = settled_mixture(cells.cloud(), components)
    return _frozen(components, scales)


def _frozen(components: Components, scales: tuple[AxisScale, ...]) -> Mixture:
    return Mixture(
        scales,
        tuple(components.shares.tolist()),
        tuple(map(tuple, components.means.tolist())),
        tuple(tuple(map(tuple, one)) for one in components.covariances.tolist()),
    )


def _without_empty(definition: Definition, placed: Placed) -> Division:
    """The same without groups that have no customers."""
    used = np.unique(placed.groups)
    if len(used) == groups_in(definition):
        return Division(definition, placed)
    smaller = reordered(definition, used.tolist())
    return Division(smaller, Placed(*_renumbered(placed, used)))


def _renumbered(placed: Placed, used: Integers) -> tuple[Integers, Integers, np.ndarray]:
    """Indices among the groups that are left; a second best that is gone gives way to the own."""
    index = np.full(int(max(placed.groups.max(), placed.second.max())) + 1, -1, dtype=np.int64)
    index[used] = np.arange(len(used))
    groups, second = index[placed.groups], index[placed.second]
    return groups, np.where(second < 0, groups, second), placed.confidence
