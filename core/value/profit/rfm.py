"""Recency, frequency and monetary value as scores from 1 to 5."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.value.columns import Floats

Scores = npt.NDArray[np.int64]

_FIFTHS = (0.2, 0.4, 0.6, 0.8)
BEST = 5


@dataclass(frozen=True, eq=False)
class RfmScores:
    """Scores from 1 to 5, 5 is best, of shape (customers,); 0 for customers who never bought.

    Attributes
    ----------
    recency, frequency, monetary
        By days since the last purchase, purchases, and mean amount.
    together
        The three as one number, such as 543.
    """

    recency: Scores
    frequency: Scores
    monetary: Scores

    @property
    def together(self) -> Scores:
        """Recency, frequency and monetary as the digits of one number."""
        return 100 * self.recency + 10 * self.frequency + self.monetary


def rfm_scores(days_since: Floats, purchases: Floats, mean_amount: Floats) -> RfmScores:
    """Score customers by where they lie among all who have bought.

    A score is one more than the number of fifths that a value surpasses, so equal values get equal
    scores, and it never matters in what order customers stand.

    Parameters
    ----------
    days_since, purchases, mean_amount
        Shape (customers,); NaN for customers who never bought.
    """
    return RfmScores(
        np.where(np.isnan(days_since), 0, BEST + 1 - _fifths(days_since)),
        _fifths(purchases),
        _fifths(mean_amount),
    )


def _fifths(values: Floats) -> Scores:
    known = ~np.isnan(values)
    scores = np.zeros(len(values), dtype=np.int64)
    if known.any():
        edges = np.quantile(values[known], _FIFTHS)
        scores[known] = 1 + np.searchsorted(edges, values[known], side="left")
    return scores
