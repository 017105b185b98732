"""What has to hold before a difference may be called an effect; where it fails, nothing is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, fdtrc

from core.results.figures import settled
from core.tables.results import Check, Flags, Floats

SAMPLE_RATIO = "sample ratio"
BALANCE = "balance"
KEPT = "hold-out kept"
ANSWERS = "answers"

SURE = 0.001
"""What chance does less often than this is not put down to chance."""

MOST_CONTAMINATED = 0.1
"""Share of the held out who may have got the action all the same."""

_ALMOST_EQUAL = 0.8
_FEWEST_PER_COLUMN = 10
_ALIKE = 1e-9
_RARE = "chance alone would do so less than once in 1,000 times"


@dataclass(frozen=True, eq=False)
class Baseline:
    """What is known of the customers from before anybody was treated.

    Attributes
    ----------
    names
        What each column is called; columns that belong together have the same name.
    columns
        Shape (customers, columns), no missing values.
    surely_before
        Whether they are known to be from before, or only all the other columns of a file.
    left_out
        Columns that are not among them because their names speak of what came afterwards.
    """

    names: tuple[str, ...]
    columns: Floats
    surely_before: bool = True
    left_out: tuple[str, ...] = ()


def sample_ratio(sizes: Sequence[int], shares: Sequence[float] | None) -> Check:
    """Check that the arms have the sizes that were meant: Pearson's chi-squared.

    A ratio that is off is the mark of customers who were lost or moved after the draw: Fabijan
    et al. (2019), "Diagnosing sample ratio mismatch", KDD.

    Parameters
    ----------
    sizes
        Customers of each arm.
    shares
        Share that was meant for each arm, adding up to 1; None if it is not known. Arms of
        nearly the same size are then taken to have been meant as equal.
    """
    if shares is None:
        if min(sizes) < _ALMOST_EQUAL * max(sizes):
            told = "What sizes the arms were meant to have is not known, so they are not checked."
            return Check(SAMPLE_RATIO, None, float("nan"), told)
        shares = [1 / len(sizes)] * len(sizes)
    total = sum(sizes)
    expected = [share * total for share in shares]
    off = sum((size - wanted) ** 2 / wanted for size, wanted in zip(sizes, expected, strict=True))
    p = float(chdtrc(len(sizes) - 1, off))
    found = " and ".join(f"{size:,}" for size in sizes)
    wanted = " and ".join(f"{size:,.0f}" for size in expected)
    if p >= SURE:
        return Check(SAMPLE_RATIO, True, p, f"The arms have the sizes that were meant: {found}.")
    told = f"The arms should have {wanted} customers and have {found}; {_RARE}."
    return Check(SAMPLE_RATIO, False, p, told)


def balance(
    treated: Flags, baseline: Baseline, groups: npt.NDArray[np.integer] | None = None
) -> Check:
    """Check that treated and control were alike before, all columns at once.

    The treatment is regressed on the ranks of all columns; a draw makes that regression
    worthless, so its F-test tells whether there was a draw. The sentence names the largest
    standardised difference of mean ranks, so that a few huge amounts do not hide it.

    Parameters
    ----------
    treated
        Shape (customers,).
    baseline
        What is known from before.
    groups
        Shape (customers,): within what groups was drawn; None for none.
    """
    names, columns = _usable(baseline)
    if not names:
        told = (
            "Whether both sides were alike before cannot be checked: nothing is known from before."
        )
        return Check(BALANCE, None, float("nan"), told)
    ranks = np.column_stack([_mid_ranks(column) for column in columns.T])
    p = _regression_p(treated, ranks, groups)
    differences = standardised_differences(treated, ranks)
    worst = int(np.argmax(np.abs(differences)))
    size = f"{abs(differences[worst]):.2f} standard deviations ({names[worst]})"
    if p >= SURE or np.isnan(p):
        told = f"Both sides were alike before: the largest difference is {size}."
        return Check(BALANCE, True, p, told + _left_out(baseline))
    told = f"Both sides were not alike before: the largest difference is {size}; {_RARE}."
    if not baseline.surely_before:
        told += (
            " If that was only measured after the treatment, name the columns from before with "
            "--covariate."
        )
    return Check(BALANCE, False, p, told)


def _left_out(baseline: Baseline) -> str:
    if not baseline.left_out:
        return ""
    names = ", ".join(baseline.left_out)
    return f" Not looked at, because the name speaks of what came afterwards: {names}."


def standardised_differences(treated: Flags, columns: Floats) -> Floats:
    """Difference of means of each column over the root of the mean of both variances."""
    one, other = columns[treated], columns[~treated]
    apart = one.mean(axis=0) - other.mean(axis=0)
    spread = np.sqrt((one.var(axis=0) + other.var(axis=0)) / 2)
    return np.asarray(np.divide(apart, spread, out=np.zeros_like(apart), where=spread > 0))


def hold_out_kept(treated: Flags, received: Flags | None, title: str) -> Check:
    """Check that the held out did not get the action all the same, and say who got it."""
    if received is None:
        told = "Who really got the action is not written down, so everybody counts as assigned."
        return Check(KEPT, None, float("nan"), told)
    got, held = int(received[~treated].sum()), int((~treated).sum())
    reached, planned = int(received[treated].sum()), int(treated.sum())
    contacted = f"{reached:,} of {planned:,} who were to get it did"
    if held and got > MOST_CONTAMINATED * held:
        told = (
            f"The hold-out was not kept: {got:,} of {held:,} held-out customers got “{title}”; "
            f"{contacted}."
        )
        return Check(KEPT, False, float("nan"), told)
    told = f"The hold-out was kept: {got:,} of {held:,} held-out customers got it; {contacted}."
    return Check(KEPT, True, float("nan"), told)


def answers(treated: Flags, known: Flags) -> Check:
    """Check that the outcome is missing as often on either side."""
    counts = np.array(
        [[int((known & side).sum()), int((~known & side).sum())] for side in (treated, ~treated)],
        dtype=np.float64,
    )
    missing = counts[:, 1]
    if not missing.any():
        return Check(ANSWERS, True, float("nan"), "The outcome is known of everybody.")
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()
    off = float(((counts - expected) ** 2 / np.maximum(expected, _ALIKE)).sum())
    p = float(chdtrc(1, off))
    shares = missing / np.maximum(counts.sum(axis=1), 1)
    found = f"{shares[0]:.1%} of the treated and {shares[1]:.1%} of the others"
    if p >= SURE:
        return Check(ANSWERS, True, p, f"The outcome is missing for {found}.")
    told = f"The outcome is missing for {found}; {_RARE}, so those who are left differ."
    return Check(ANSWERS, False, p, told)


def _mid_ranks(values: Floats) -> Floats:
    """Ranks as shares of the customers, equal values at their mean rank."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    return np.asarray(ranks[place] / len(values))


def _usable(baseline: Baseline) -> tuple[list[str], Floats]:
    """Columns that vary, no more than there are customers for."""
    columns = baseline.columns
    if not len(columns):
        return [], columns
    varied = np.flatnonzero(columns.min(axis=0) < columns.max(axis=0))
    kept = varied[: len(columns) // _FEWEST_PER_COLUMN]
    return [baseline.names[place] for place in kept], columns[:, kept]


def _regression_p(treated: Flags, ranks: Floats, groups: npt.NDArray[np.integer] | None) -> float:
    """P-value of the F-test of the treatment's regression on ranks."""
    outcome = treated.astype(np.float64)
    strata = 1
    if groups is not None:
        outcome, ranks = _within(outcome, groups), _within(ranks, groups)
        strata = len(np.unique(groups))
    else:
        outcome, ranks = outcome - outcome.mean(), ranks - ranks.mean(axis=0)
    total = float(outcome @ outcome)
    directions, sizes, _ = np.linalg.svd(ranks, full_matrices=False)
    rank = int((sizes > _ALIKE * max(sizes[0], _ALIKE)).sum())
    left = len(outcome) - strata - rank
    if not rank or left < 1 or total <= 0:
        return float("nan")
    told = float(((directions[:, :rank].T @ outcome) ** 2).sum())
    ratio = (told / rank) / max((total - told) / left, _ALIKE)
    return settled(float(fdtrc(rank, left, ratio)))


def _within(values: Floats, groups: npt.NDArray[np.integer]) -> Floats:
    """Values less the mean of their group."""
    _, place = np.unique(groups, return_inverse=True)
    sizes = np.bincount(place)
    table = values.reshape(len(values), -1)
    means = np.column_stack([np.bincount(place, weights=column) / sizes for column in table.T])
    return np.asarray((table - means[place]).reshape(values.shape))
