"""Many effects at once: what is left of each when chance has been given its due."""

from dataclasses import dataclass

import numpy as np

from core.tables.results import Floats


def holm(p_values: Floats) -> Floats:
    """P-values corrected so that a single false finding among all of them is rare.

    Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal
    of Statistics 6. NaN stays NaN and does not count.
    """
    order, known = _ascending(p_values)
    raised = p_values[order] * np.arange(known, 0, -1)
    return _put_back(p_values, order, np.maximum.accumulate(raised))


def benjamini_hochberg(p_values: Floats) -> Floats:
    """P-values corrected so that the share of false ones among the findings is small.

    Benjamini and Hochberg (1995), "Controlling the false discovery rate", Journal of the Royal
    Statistical Society B 57. NaN stays NaN and does not count.
    """
    order, known = _ascending(p_values)
    raised = p_values[order] * known / np.arange(1, known + 1)
    return _put_back(p_values, order, np.minimum.accumulate(raised[::-1])[::-1])


@dataclass(frozen=True, eq=False)
class Shrunk:
    """Effects drawn towards their mean.

    Attributes
    ----------
    mean
        Their mean, the more exact ones counting more.
    variance
        How much the true effects differ from one another, beyond chance (tau squared).
    effects
        Shape (effects,): mean + (effect - mean) tau^2 / (tau^2 + error^2).
    """

    mean: float
    variance: float
    effects: Floats


def shrunk(effects: Floats, errors: Floats) -> Shrunk:
    """Draw effects towards their mean by as much as chance explains how they differ.

    The variance beyond chance is that of DerSimonian and Laird (1986), "Meta-analysis in
    clinical trials", Controlled Clinical Trials 7; the rest is empirical Bayes.

    Parameters
    ----------
    effects, errors
        Shape (effects,): at least one, with standard errors above 0.
    """
    weights = 1 / errors**2
    fixed = float(weights @ effects / weights.sum())
    spread = float(weights @ (effects - fixed) ** 2)
    left = float(weights.sum() - (weights**2).sum() / weights.sum())
    variance = max(0.0, (spread - (len(effects) - 1)) / left) if left > 0 else 0.0
    weights = 1 / (errors**2 + variance)
    mean = float(weights @ effects / weights.sum())
    kept = variance / (variance + errors**2)
    return Shrunk(mean, variance, mean + (effects - mean) * kept)


def _ascending(p_values: Floats) -> tuple[np.ndarray, int]:
    """Places of the known p-values from the smallest to the largest, and how many there are."""
    known = int((~np.isnan(p_values)).sum())
    return np.argsort(p_values, kind="stable")[:known], known


def _put_back(p_values: Floats, order: np.ndarray, corrected: Floats) -> Floats:
    found = p_values.copy()
    found[order] = np.minimum(corrected, 1.0)
    return found
