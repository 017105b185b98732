"""Numbers as they are handed on."""

from dataclasses import replace
from math import isfinite

from core.tables.results import Estimate

_FIGURES = 12


def settled(value: float) -> float:
    """Round to twelve figures, so that the last bits of another order of adding do not show."""
    return float(f"{value:.{_FIGURES}g}") if isfinite(value) else value


def rounded(estimate: Estimate) -> Estimate:
    """Round all numbers of an estimate."""
    return replace(
        estimate,
        effect=settled(estimate.effect),
        low=settled(estimate.low),
        high=settled(estimate.high),
        error=settled(estimate.error),
        p=settled(estimate.p),
    )
