"""The step from scored customers to segments."""

from typing import TypeVar

import numpy as np
import numpy.typing as npt
from sklearn import config_context
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from core.errors import UserError
from core.progress import Progress
from core.segments.axes import places_of
from core.segments.grid import evenly
from core.segments.ideal import Choice, business_order, choose, smallest_ideal
from core.segments.integers import Integers, exact_dot
from core.segments.partition import Partition, Search, divide
from core.segments.profile import Groups, described, grouped
from core.segments.words import count_words, measure_words
from core.settings import Axis, Segmentation
from core.tables.customers import ScoredCustomers
from core.tables.segments import Codes, Floats, Ideal, SegmentTable

_FEWEST_SEGMENTS, _MOST_SEGMENTS = 3, 15
_ENOUGH_PER_SEGMENT = 10
_USUAL_SMALLEST_IDEAL = 30
_MOST_IN_SILHOUETTE = 5_000
_MIB_AT_A_TIME = 8
_Number = TypeVar("_Number", bound=np.generic)


def segment(scored: ScoredCustomers, settings: Segmentation, progress: Progress) -> SegmentTable:
    """Divide the scored customers into segments, of which at most one is the ideal.

    Groups are those of k-means on the scores, each axis scaled to variance 1 times its
    weight, with weights of the mean 1.

    Parameters
    ----------
    scored
        Where every customer stands on the axes.
    settings
        How many segments, from how many starts.
    progress
        Told how far the search is.

    Returns
    -------
    SegmentTable
        With fewer segments than asked for, and a note, if there are not that many
        different customers.

    Raises
    ------
    UserError
        If there are fewer scored customers than segments, or the settings cannot be met.
    """
    _check(settings, int(scored.scored.sum()), len(scored.axes))
    places = places_of(scored)
    weighted = np.array([axis.weight > 0 for axis in scored.axes])
    scale = _scale(places, scored.axes)[weighted]
    search = Search(settings.segments, settings.starts, settings.seed)
    found = divide(places[:, weighted], scale, search, progress)
    groups = grouped(scored, found.labels, len(found.centres))
    where = groups.standing()
    choice = choose(where)
    order = business_order(found.centres, choice.best)
    codes = _codes(order)
    table = SegmentTable(
        customer_ids=scored.customer_ids,
        codes=_spread_out(scored.scored, codes[found.labels]),
        confidence=_spread_out(scored.scored, found.confidence),
        second=_spread_out(scored.scored, codes[found.second]),
        segments=described(groups, where, choice, order),
        ideal=_ideal(choice, groups),
        everyone=groups.everyone(),
        centres=_centres(places, groups, order),
        inertia=found.inertia,
        silhouette=_silhouette(found),
        notes=_notes(scored, found, settings),
    )
    progress.at(1.0)
    return table


def _check(settings: Segmentation, customers: int, axes: int) -> None:
    """Refuse settings that cannot be met."""
    if settings.method != "k-means":
        raise UserError(f"There is no method {settings.method!r}.", "The method is k-means.")
    if not _FEWEST_SEGMENTS <= settings.segments <= _MOST_SEGMENTS:
        raise UserError(
            f"{settings.segments} segments were asked for.", "Choose a number from 3 to 15."
        )
    if settings.starts < 1:
        raise UserError(f"{settings.starts} starts were asked for.", "Choose 1 or more.")
    if settings.seed < 0:
        raise UserError(f"The seed is {settings.seed}.", "Choose a whole number from 0 up.")
    if customers < settings.segments:
        have = "1 customer has" if customers == 1 else f"{customers} customers have"
        raise UserError(
            f"Only {have} a value on all {count_words(axes)} axes, too few for"
            f" {count_words(settings.segments)} segments.",
            "Add customers, or choose axes on which more of them have a value.",
        )


def _scale(places: Integers, axes: tuple[Axis, ...]) -> Floats:
    """Length of one step of a place, so that an axis has variance 1 times its weight."""
    weights = np.array([axis.weight for axis in axes])
    squares = np.array([exact_dot(column, column) for column in places.T], dtype=np.float64)
    return np.asarray(np.sqrt(weights * (len(axes) / weights.sum()) * len(places) / squares))


def _codes(order: list[int]) -> Codes:
    """Code of each group, given the groups in the order of their codes."""
    codes = np.empty(len(order), dtype=np.int8)
    codes[order] = np.arange(1, len(order) + 1)
    return codes


def _spread_out(scored: npt.NDArray[np.bool_], found: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """One value per customer, 0 or NaN for those who are not scored."""
    empty = np.nan if found.dtype.kind == "f" else 0
    everyone = np.full(len(scored), empty, dtype=found.dtype)
    everyone[scored] = found
    return everyone


def _centres(places: Integers, groups: Groups, order: list[int]) -> Floats:
    """Mean score of each segment on each axis, in the order of the codes."""
    sums = np.array([places[groups.members[index]].sum(axis=0) for index in order])
    sizes = np.array([len(groups.members[index]) for index in order])
    return np.asarray((sums / sizes[:, None] + len(places)) / (2 * len(places)))


def _ideal(choice: Choice, groups: Groups) -> Ideal:
    """What is told about the ideal; the best segment has code 1."""
    inside = (groups.scores >= choice.region).all(axis=1)
    return Ideal(
        code=1 if choice.ideal else None,
        best=1,
        reason=choice.reason,
        region=tuple(choice.region.tolist()),
        close=int(inside.sum()),
    )


def _silhouette(found: Partition) -> float:
    """Mean silhouette width of up to 5,000 customers at even steps in order of place."""
    chosen = evenly(found.cells, _MOST_IN_SILHOUETTE)
    labels = found.labels[found.cells.rows[chosen]]
    if not 1 < len(np.unique(labels)) < len(labels):
        return 0.0
    with threadpool_limits(limits=1), config_context(working_memory=_MIB_AT_A_TIME):
        return float(silhouette_score(found.cells.points[:, chosen].T, labels))


def _notes(scored: ScoredCustomers, found: Partition, settings: Segmentation) -> tuple[str, ...]:
    """What is worth knowing about how the customers were divided."""
    notes = []
    customers, groups = len(found.labels), len(found.centres)
    if groups < settings.segments:
        notes.append(
            f"Only {groups} groups can be told apart: {_coarsest(scored)}. Showing {groups}."
        )
    enough = _ENOUGH_PER_SEGMENT * settings.segments
    if customers < enough:
        notes.append(
            f"Only {customers} customers are scored; {count_words(settings.segments)} segments"
            f" are hard to trust with fewer than {enough}."
        )
    fewest = smallest_ideal(customers, groups)
    if fewest < _USUAL_SMALLEST_IDEAL:
        notes.append(
            f"With {customers} customers, a segment of {fewest} may already be the ideal;"
            f" larger bases ask for at least {_USUAL_SMALLEST_IDEAL}."
        )
    return tuple(notes)


def _coarsest(scored: ScoredCustomers) -> str:
    """The weighted axis with the fewest different values, and how many those are."""
    values = scored.values[scored.scored]
    distinct = [
        (len(np.unique(column)), index)
        for index, (column, axis) in enumerate(zip(values.T, scored.axes, strict=True))
        if axis.weight > 0
    ]
    count, index = min(distinct)
    words = measure_words(scored.axes[index])
    return f"{words} has just {count_words(count)} different values"
