"""How far the segments can be relied on, and what would hold better."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.segments.ideal import Standing, choose, standing
from core.segments.identity.keeping import in_force
from core.segments.integers import Integers
from core.segments.placing import scales_of
from core.segments.scaling import coordinates
from core.segments.search.lloyd import Cloud
from core.segments.search.partition import gathered
from core.segments.search.sketch import Sketch, sketch
from core.segments.search.ways import seeker
from core.segments.trust.resampling import Divide, Redrawn, redraw
from core.settings import Segmentation
from core.settings.model import Boxes, Definition
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.trust import BY_LIMITS, Remedy, Stability, StabilityTable

Floats = npt.NDArray[np.float64]

HOLDS = 0.60
"""Mean Jaccard index from which a segment holds, if only as a tendency."""

_WORDS = ((0.85, "very solid"), (0.75, "solid"), (HOLDS, "tendency"))
_DO_NOT_RELY = "do not rely"
_FEWEST = 3
_POINTS = 1_500
_DRAWS_FOR_REMEDY = 20
_SHOWN_NEIGHBOURS = 2


def words_for(jaccard: float) -> str:
    """How far a segment with this mean Jaccard index can be relied on."""
    return next((words for least, words in _WORDS if jaccard >= least), _DO_NOT_RELY)


def enough_of(segments: int) -> int:
    """How many of so many segments have to hold."""
    return -(-2 * segments // 3)


@dataclass(eq=False)
class _Tally:
    """Sums over all drawings.

    Attributes
    ----------
    jaccard, staying
        Shape (segments,).
    leaving
        Shape (segments, segments): customers who end up in what another segment became.
    same_ideal
        Drawings that say the same about the ideal.
    """

    jaccard: Floats
    staying: Floats
    leaving: Floats
    same_ideal: int = 0


def stability(
    scored: ScoredCustomers, segments: SegmentTable, settings: Segmentation, progress: Progress
) -> StabilityTable:
    """Redraw the customers at random, as often as the settings say, and see what holds.

    Segments that are set by limits hold whoever is drawn; only which of them is the ideal may
    change. For kept segments it is told whether they would be found again among today's
    customers; nothing is told of those without any, nor where there are fewer customers than
    segments.

    Parameters
    ----------
    scored
        Where every customer stands.
    segments
        The customers divided.
    settings
        How often, and the seed.
    progress
        Told how far the test is.
    """
    count = len(segments.segments)
    by_limits = isinstance(segments.definition, Boxes)
    too_few = not by_limits and int(scored.scored.sum()) < count
    if not settings.resamples or segments.definition is None or too_few:
        return StabilityTable()
    drawn = _drawn(scored, segments, segments.definition)
    labels = drawn.prevailing(segments.codes[scored.scored].astype(np.int64) - 1, count)
    seek = seeker(segments.approach.method, count)
    again = None if by_limits else seek.again
    with threadpool_limits(limits=1):
        tally = _tallied(scored, segments, drawn, (labels, again), settings, progress)
        found = tuple(_told(tally, index, settings.resamples) for index in range(count))
        if by_limits:
            found = tuple(replace(one, words=BY_LIMITS) for one in found)
        remedy = None
        kept = in_force(settings, scored.axes)
        if not by_limits and kept is None:
            remedy = _remedy(found, drawn.cloud, segments, settings)
    progress.at(1.0)
    tested = tuple(
        one if segment.customers or by_limits else None
        for one, segment in zip(found, segments.segments, strict=True)
    )
    return StabilityTable(tested, tally.same_ideal / settings.resamples, remedy)


def _drawn(scored: ScoredCustomers, segments: SegmentTable, definition: Definition) -> Sketch:
    """Points that stand for the customers, where distances are those of the segments."""
    lie = coordinates(scored, scales_of(definition, scored, segments.approach.scaling))
    return sketch(gathered(lie.places, lie.steps), len(segments.segments), _POINTS)


def _tallied(
    scored: ScoredCustomers,
    segments: SegmentTable,
    drawn: Sketch,
    divided: tuple[Integers, Divide | None],
    settings: Segmentation,
    progress: Progress,
) -> _Tally:
    """Redraw and divide again and again."""
    labels, again = divided
    count = len(segments.segments)
    tally = _Tally(np.zeros(count), np.zeros(count), np.zeros((count, count)))
    scores = scored.scores[scored.scored]
    nobody = np.zeros((0, len(scored.axes)))
    where = standing(scored.axes, nobody, np.zeros(0, dtype=np.int64), scores)
    middles = _Middles(drawn.means(scores))
    seeds = np.random.SeedSequence(settings.seed).generate_state(settings.resamples).tolist()
    for done, seed in enumerate(seeds):
        progress.at(done / len(seeds))
        found = redraw(drawn.cloud, labels, count, again, seed)
        _count(tally, found)
        tally.same_ideal += _same_ideal(found, where, middles, segments.ideal.code)
    return tally


def _count(tally: _Tally, found: Redrawn) -> None:
    """Add what became of each segment in one drawing."""
    jaccard = found.jaccard()
    successor, ancestor = jaccard.argmax(axis=1), jaccard.argmax(axis=0)
    rows = np.arange(len(jaccard))
    sizes = found.shared.sum(axis=1)
    tally.jaccard += jaccard[rows, successor]
    tally.staying += found.shared[rows, successor] / np.where(sizes > 0, sizes, 1)
    moved = found.shared.copy()
    moved[rows, successor] = 0
    for new, old in enumerate(ancestor.tolist()):
        tally.leaving[:, old] += moved[:, new]


@dataclass(frozen=True, eq=False)
class _Middles:
    """Finds median scores of groups; scores are those at the points, shape (points, axes)."""

    scores: Floats

    def of(self, found: Redrawn) -> Floats:
        """Shape (new groups, axes)."""
        groups = np.arange(found.shared.shape[1])[:, None]
        medians = []
        for column in self.scores[found.drawn].T:
            order = np.argsort(column, kind="stable")
            weights = np.where(found.labels[order] == groups, found.weights[order], 0.0)
            up_to = weights.cumsum(axis=1)
            half = (up_to >= up_to[:, -1:] / 2).argmax(axis=1)
            medians.append(column[order][half])
        return np.column_stack(medians)


def _same_ideal(found: Redrawn, where: Standing, middles: _Middles, ideal: int | None) -> bool:
    """Whether a drawing says the same about the ideal."""
    sizes = np.bincount(found.labels, found.weights).astype(np.int64)
    choice = choose(replace(where, medians=middles.of(found), sizes=sizes))
    if ideal is None or not choice.ideal:
        return ideal is None and not choice.ideal
    return int(found.jaccard()[:, choice.best].argmax()) == ideal - 1


def _told(tally: _Tally, index: int, draws: int) -> Stability:
    """What the drawings say about one segment."""
    jaccard = float(tally.jaccard[index] / draws)
    leaving = tally.leaving[index]
    others = [one for one in np.argsort(-leaving, kind="stable").tolist() if one != index]
    neighbours = tuple(one + 1 for one in others if leaving[one] > 0)[:_SHOWN_NEIGHBOURS]
    staying = float(tally.staying[index] / draws)
    return Stability(jaccard, words_for(jaccard), staying, neighbours)


def _remedy(
    found: tuple[Stability, ...], cloud: Cloud, segments: SegmentTable, settings: Segmentation
) -> Remedy | None:
    """A smaller number of segments that holds, if too few of these do."""
    holding = sum(one.jaccard >= HOLDS for one in found)
    if holding >= enough_of(len(found)):
        return None
    for count in range(len(found) - 1, _FEWEST - 1, -1):
        seek = seeker(segments.approach.method, count)
        labels = seek.carefully(cloud, settings.seed)
        groups = int(labels.max()) + 1
        seeds = np.random.SeedSequence(settings.seed).generate_state(_DRAWS_FOR_REMEDY).tolist()
        again = [redraw(cloud, labels, groups, seek.again, seed).jaccard() for seed in seeds]
        means = np.mean([one.max(axis=1) for one in again], axis=0)
        if groups == count and int((means >= HOLDS).sum()) >= enough_of(count):
            return Remedy(holding, count)
    return Remedy(holding, None)
