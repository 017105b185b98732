"""What would seem to have moved if every customer had stayed as they are."""

import numpy as np
import numpy.typing as npt
from scipy.special import chdtr, chdtri

from core.results.later import nearest
from core.tables.customers import Floats, ScoredCustomers
from core.tables.results import Flags
from core.tables.segments import SegmentTable

_FEWEST = 100
_KEPT = 0.65
_ROUNDS = 50
_LEVELS = 1_500
_PER_SEGMENT = 300
_DRAWS = 20
_LEAST = 1e-3


def chance_moves(
    before: ScoredCustomers,
    after: Floats,
    untouched: Flags,
    segments: SegmentTable,
    seed: int,
) -> Floats:
    """Where customers would be seen if only chance had moved the numbers.

    What is measured of a customer is taken to be a steady level plus chance. How much chance, the
    differences between the periods show among those two thirds of the untouched customers
    whose numbers moved least; the others may really have changed. The level of a customer is any
    that customers have, the likelier the closer it is to what was measured (empirical Bayes,
    Robbins, 1956), so that those who were far out come back towards the others (Galton, 1886,
    "Regression towards mediocrity in hereditary stature"); to that chance is added anew.

    Parameters
    ----------
    before
        The earlier period.
    after
        Shape (earlier customers, axes): their scores in the later period; NaN if not scored.
    untouched
        Shape (earlier customers,): who got no action.
    segments
        The earlier segments.
    seed
        Of the draws.

    Returns
    -------
    numpy.ndarray
        Shape (segments, segments): customers scored in both periods, by where they were and where
        they would be seen; empty if too few of them got nothing.
    """
    both = before.scored & ~np.isnan(after).any(axis=1)
    alone = both & untouched
    if int(alone.sum()) < _FEWEST:
        return np.empty((0, 0))
    noise = common_spread(after[alone] - before.scores[alone]) / 2
    random = np.random.default_rng(seed)
    levels = _some(before.scores[before.scored], _LEVELS, random)
    rows = []
    for segment in segments.segments:
        members = before.scores[both & (segments.codes == segment.code)]
        seen = _seen_again(_some(members, _PER_SEGMENT, random), levels, noise, random)
        codes = nearest(seen, before, segments)[0]
        found = np.bincount(codes, minlength=len(segments.segments) + 1)[1:]
        rows.append(found * (len(members) / max(len(codes), 1)))
    return np.array(rows)


def common_spread(differences: Floats) -> Floats:
    """Covariance of the differences that is not carried by a third of them.

    Minimum covariance determinant by concentration steps from the median: Rousseeuw and Van
    Driessen (1999), Technometrics 41; made as large as that of a normal distribution.

    Parameters
    ----------
    differences
        Shape (customers, axes).
    """
    size, axes = differences.shape
    kept = max(int(_KEPT * size), axes + 1)
    middle = np.median(differences, axis=0)
    spread = np.diag(np.maximum(np.median(np.abs(differences - middle), axis=0) ** 2, _LEAST**2))
    chosen = np.empty(0, dtype=np.int64)
    for _ in range(_ROUNDS):
        shift = differences - middle
        far = (shift @ np.linalg.inv(spread) * shift).sum(axis=1)
        nearer = np.sort(np.argsort(far, kind="stable")[:kept])
        if np.array_equal(nearer, chosen):
            break
        chosen = nearer
        middle = differences[chosen].mean(axis=0)
        spread = np.cov(differences[chosen].T, bias=True).reshape(axes, axes)
        spread += np.eye(axes) * _LEAST**2
    share = kept / size
    larger = share / float(chdtr(axes + 2, chdtri(axes, 1 - share)))
    return np.asarray(spread * larger)


def _some(scores: Floats, most: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    if len(scores) <= most:
        return scores
    return scores[np.sort(random.choice(len(scores), most, replace=False))]


def _seen_again(
    scores: Floats, levels: Floats, noise: Floats, random: np.random.Generator
) -> Floats:
    """Scores as they would be measured again, drawn several times for each customer."""
    root = np.linalg.cholesky(noise)
    apart = np.linalg.solve(root, scores.T).T[:, None, :] - np.linalg.solve(root, levels.T).T
    passed = np.cumsum(np.exp(-(apart**2).sum(axis=2) / 2), axis=1)
    drawn = []
    for _ in range(_DRAWS):
        wanted = random.random(len(scores)) * passed[:, -1]
        level = (passed < wanted[:, None]).sum(axis=1)
        around = random.standard_normal(scores.shape) @ root.T
        drawn.append(levels[np.minimum(level, len(levels) - 1)] + around)
    return np.concatenate(drawn) if drawn else scores
