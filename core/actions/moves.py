"""How customers move between segments when nothing new is done.

Every row of a matrix of moves is a segment that customers come from. The first columns are
the segments that they go to; the last one, where there is one more, is to be lost.
"""

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

Floats = npt.NDArray[np.float64]

KAPPA = 8.0
"""A row counts as if this many customers more had moved as customers of all segments do."""


def assumed_moves(sizes: Floats, lost: Floats, drift: float) -> Floats:
    """Chances of moving in one period, where no earlier period tells them.

    Parameters
    ----------
    sizes
        Shape (segments,): customers of each.
    lost
        Shape (segments,): share lost in one period.
    drift
        Share of those who are not lost who go to another segment; the larger a segment, the
        more of them go there.

    Returns
    -------
    numpy.ndarray
        Shape (segments, segments + 1); each row adds up to 1.
    """
    others = np.where(np.eye(len(sizes), dtype=bool), 0.0, sizes)
    totals = others.sum(axis=1, keepdims=True)
    spread = np.divide(others, totals, np.eye(len(sizes)), where=totals > 0)
    staying = (1 - drift) * np.eye(len(sizes)) + drift * spread
    return np.column_stack([staying * (1 - lost)[:, None], lost])


def concentrations(counts: Floats) -> Floats:
    """Dirichlet concentrations of the chances of moving, given how many moved.

    Each row is drawn towards what customers of all segments do: which share stays, is lost or
    moves, and where all of them end up. The prior weighs as much as `KAPPA` customers.

    Parameters
    ----------
    counts
        Shape (segments, segments + 1): customers who moved; the last column is lost.
    """
    return np.asarray(counts + KAPPA * _pooled(counts))


def _pooled(counts: Floats) -> Floats:
    """What customers of all segments do, seen from each segment."""
    segments = len(counts)
    total = max(float(counts.sum()), 1.0)
    stay = np.trace(counts[:, :segments]) / total
    lost = counts[:, -1].sum() / total
    arrived = counts[:, :segments].sum(axis=0)
    rows = assumed_moves(arrived, np.zeros(segments), 1.0)[:, :segments]
    pooled = stay * np.eye(segments) + (1 - stay - lost) * rows
    return np.column_stack([pooled, np.full(segments, lost)])


def shares(rows: Floats) -> Floats:
    """Each row divided by its sum; a row of nothing stays where it is."""
    rows = np.asarray(rows, dtype=np.float64)
    totals = rows.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(rows, totals, np.eye(*rows.shape), where=totals > 0))


def misassignment(codes: Floats, second: Floats, sure: Floats, segments: int) -> Floats:
    """Chance to be assigned to each segment, for customers who truly belong to one.

    A customer belongs to their own segment as surely as is told, and otherwise to the second
    nearest.

    Parameters
    ----------
    codes, second
        Shape (customers,): codes, from 1, of the segments that are nearest and second nearest.
    sure
        Shape (customers,): chance to belong to the nearest, 0 to 1.
    segments
        How many there are.

    Returns
    -------
    numpy.ndarray
        Shape (segments, segments): truly in the first, assigned to the second; rows add up to 1.
    """
    joint = np.zeros((segments, segments))
    for true, weight in ((codes, sure), (second, 1 - sure)):
        cells = (true.astype(np.int64) - 1) * segments + codes.astype(np.int64) - 1
        joint += np.bincount(cells, weight, segments**2).reshape(segments, segments)
    return shares(joint)


def true_counts(counts: Floats, assigned: Floats) -> Floats:
    """How many truly moved, given how many seem to have moved.

    Solves counts = E' T E for T >= 0 by least squares (Lawson and Hanson, 1974, "Solving Least
    Squares Problems"), where E is ``assigned``; who is lost is known without error.

    Parameters
    ----------
    counts
        Shape (segments, segments + 1): customers who seem to have moved.
    assigned
        Shape (segments, segments): `misassignment`.
    """
    segments = len(assigned)
    mixing = np.asarray(np.kron(assigned.T, assigned.T), dtype=np.float64)
    among = _unmixed(mixing, counts[:, :segments].ravel())
    lost = _unmixed(assigned.T, counts[:, segments])
    return np.column_stack([among.reshape(segments, segments), lost])


def _unmixed(mixing: Floats, seen: Floats) -> Floats:
    found, _rest = nnls(mixing, seen)
    total = found.sum()
    return np.asarray(found * seen.sum() / total if total > 0 else found)


def chance_moves(sizes: Floats, assigned: Floats) -> Floats:
    """What would seem to have moved between two periods if nobody had.

    Parameters
    ----------
    sizes
        Shape (segments,): customers assigned to each.
    assigned
        Shape (segments, segments): `misassignment`.

    Returns
    -------
    numpy.ndarray
        Shape (segments, segments): share of those seen in the first who are seen in the second.
    """
    truly = _unmixed(assigned.T, np.asarray(sizes, dtype=np.float64))
    return shares(assigned.T @ (truly[:, None] * assigned))


def move_draws(alpha: Floats, draws: int, generator: np.random.Generator) -> Floats:
    """Draw matrices of moves from Dirichlet concentrations.

    Returns
    -------
    numpy.ndarray
        Shape (draws, segments, segments + 1); each row adds up to 1.
    """
    drawn = generator.gamma(np.maximum(alpha, 0.0), size=(draws, *alpha.shape))
    totals = drawn.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(drawn, totals, np.zeros_like(drawn), where=totals > 0))
