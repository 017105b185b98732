"""What an experiment says, in one of a few words and one sentence."""

from math import isfinite

from core.results import wording
from core.results.power import reach
from core.settings import Direction
from core.tables.results import Check, Earned, Earnings, Estimate, Outcome, Verdict

SMALL = 0.2
"""Of a standard deviation: the "small effect" of Cohen (1988), Statistical Power Analysis.

Where nobody says what an effect has to come to, a smaller one is not worth having.
"""


def judge(
    estimate: Estimate, outcome: Outcome, checks: tuple[Check, ...], worth_having: float
) -> Verdict:
    """Say whether the action did anything.

    The whole interval on the good side of zero says that it worked, on the bad side that it made
    things worse. An interval round zero shows no effect if it leaves out every effect that would be
    worth having; otherwise there are too few customers to tell. A failed check stands above all.

    Parameters
    ----------
    estimate
        The effect with its interval.
    outcome
        Which end of it is good.
    checks
        What has to hold.
    worth_having
        Smallest effect worth having, above 0.
    """
    if any(check.passed is False for check in checks):
        return Verdict.UNFAIR
    if not isfinite(estimate.low + estimate.high):
        return Verdict.TOO_SMALL
    worst, best = good_ends(estimate, outcome)
    if worst > 0:
        return Verdict.WORKED
    if best < 0:
        return Verdict.WORSENED
    return Verdict.NOTHING if best < worth_having else Verdict.TOO_SMALL


def good_ends(estimate: Estimate, outcome: Outcome) -> tuple[float, float]:
    """Ends of the interval with the good direction upwards: the worst, then the best."""
    if outcome.better is Direction.LESS:
        return -estimate.high, -estimate.low
    return estimate.low, estimate.high


def earnings(estimate: Estimate, cost: float, treated: int, *, fair: bool) -> Earnings:
    """What an effect in money comes to beside its cost.

    It has earned its cost if the whole interval lies above the cost, and lost money if
    the whole interval lies below; what is not fair is never either.
    """
    net = [value - cost for value in (estimate.effect, estimate.low, estimate.high)]
    roi = [value / cost if cost > 0 else None for value in net]
    profit = [value * treated for value in net]
    earned = Earned.OPEN
    if fair and net[1] > 0:
        earned = Earned.EARNED
    elif fair and net[2] < 0:
        earned = Earned.LOST
    return Earnings(cost, roi[0], roi[1], roi[2], profit[0], profit[1], profit[2], earned)


def sentence(
    title: str,
    outcome: Outcome,
    estimate: Estimate,
    verdict: Verdict,
    checks: tuple[Check, ...],
    against: str,
) -> str:
    """Say the verdict with its numbers, and where none is shown, the smallest that would have been.

    Parameters
    ----------
    title
        Name of the action.
    outcome, estimate, verdict, checks
        What was found.
    against
        Whom the treated are compared with, such as "those held out".
    """
    name = outcome.title[:1].lower() + outcome.title[1:]
    if verdict is Verdict.UNFAIR:
        failed = next(check.told for check in checks if check.passed is False)
        return f"{title}, {name}: not a fair test. {failed}"
    if not isfinite(estimate.low + estimate.high):
        return f"{title}, {name}: too small to tell, a side has fewer than two customers."
    found = wording.change(outcome, estimate.effect, estimate.error)
    range_ = wording.ends(outcome, estimate.low, estimate.high, estimate.error)
    told = f"{title}, {name}: {verdict}; {found} than {against} ({range_})."
    if verdict in {Verdict.WORKED, Verdict.WORSENED}:
        return told
    size = wording.written(outcome, reach() * estimate.error, estimate.error)
    return f"{told} Effects from {size} up would have been seen."
