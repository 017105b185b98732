"""One action and one outcome: the effect, its interval, and what may be said of it."""

import numpy as np

from core.results import skew, wording
from core.results.by_segment import segment_effects
from core.results.checks import answers
from core.results.figures import rounded, settled
from core.results.power import reach
from core.results.rates import newcombe, wald
from core.results.regression import LEVEL, cuped, difference, within_arms
from core.results.sample import Sample, Trial, design_of, sample_of
from core.results.strata import stratified
from core.results.verdicts import SMALL, earnings, judge, sentence
from core.tables.results import Effect, Estimate, Flags, Floats, Group, Outcome, Scale

_ENOUGH_EVENTS = 30
_HARDLY = 0.02
_MOSTLY_SOME = 0.75
"""Where more customers than this have an amount, it is not told how many and how much apart."""


def measure(trial: Trial, outcome: Outcome, values: Floats, before: Floats | None = None) -> Effect:
    """Work out what an action changed in one outcome, everybody counted as assigned.

    Parameters
    ----------
    trial
        Who was compared with whom.
    outcome
        What the values are.
    values
        Shape (customers,): the outcome; NaN if it is not known.
    before
        Shape (customers,): the same measure in the earlier period; None if there is none.

    Returns
    -------
    Effect
        With the plain difference among the other estimates where values from before are used.
    """
    known = ~np.isnan(values)
    sample = sample_of(trial, values, before, known)
    found = (*trial.checks, answers(trial.treated, known))
    estimate, others, explained = _estimates(sample, outcome, trial.seed)
    worth_having = _worth_having(trial.cost, sample, outcome)
    verdict = judge(estimate, outcome, found, worth_having)
    money = outcome.scale is Scale.MONEY and trial.cost is not None
    fair = all(check.passed is not False for check in found)
    treated = int(trial.treated.sum())
    return Effect(
        action=trial.action,
        title=trial.title,
        outcome=outcome,
        treated=_group(trial.treated, values, before),
        control=_group(~trial.treated, values, before),
        estimate=estimate,
        level=LEVEL,
        others=others,
        detectable=settled(reach() * estimate.error),
        explained=explained,
        earnings=earnings(estimate, trial.cost or 0.0, treated, fair=fair) if money else None,
        verdict=verdict,
        told=sentence(trial.title, outcome, estimate, verdict, found, trial.against),
        checks=found,
        segments=segment_effects(sample),
        notes=_notes(sample, outcome, explained, (estimate, *others)),
    )


def _estimates(
    sample: Sample, outcome: Outcome, seed: int
) -> tuple[Estimate, tuple[Estimate, ...], float]:
    """The estimate to rely on, the others, and the share of variance that is explained."""
    design = design_of(sample)
    plain = difference(sample.values, sample.treated).estimate
    found = difference(sample.values, sample.treated, design)
    explained = 1 - (found.estimate.error / plain.error) ** 2 if plain.error > 0 else 0.0
    best = found.estimate
    if outcome.scale is not Scale.RATE:
        best = skew.allowing_for_skew(found, sample.treated)
    others = [] if best.method == plain.method else [plain, *_shown(sample)]
    if outcome.scale is Scale.RATE and sample.two_sided:
        counts = _counts(sample)
        simple = [newcombe(*counts), wald(*counts)]
        if not design.shape[1] or min(_cells(counts)) < _ENOUGH_EVENTS:
            best, others, explained = simple[0], [*simple[1:], *others], 0.0
        else:
            others += simple
    if outcome.scale is Scale.MONEY and sample.two_sided:
        others.append(skew.winsorised(sample.values, sample.treated, design))
        others.append(skew.bootstrap(found.adjusted, sample.treated, seed))
    return rounded(best), tuple(map(rounded, others)), settled(max(explained, 0.0))


def _shown(sample: Sample) -> list[Estimate]:
    """The effect as others work it out from segments and values from before."""
    if not sample.two_sided:
        return []
    found = []
    if sample.groups is not None:
        found.append(stratified(sample.values, sample.treated, sample.groups))
    if sample.covariates.shape[1] and np.ptp(sample.covariates[:, 0]) > 0:
        before = sample.covariates[:, 0]
        found.append(cuped(sample.values, sample.treated, before))
        found.append(within_arms(sample.values, sample.treated, before))
    return found


def _counts(sample: Sample) -> tuple[int, int, int, int]:
    happened = [int(sample.values[side].sum()) for side in (sample.treated, ~sample.treated)]
    sizes = [int(side.sum()) for side in (sample.treated, ~sample.treated)]
    return happened[0], sizes[0], happened[1], sizes[1]


def _cells(counts: tuple[int, int, int, int]) -> tuple[int, ...]:
    happened, treated, happened_control, control = counts
    return happened, treated - happened, happened_control, control - happened_control


def _worth_having(cost: float | None, sample: Sample, outcome: Outcome) -> float:
    """Smallest effect worth having: the cost, or a small one after Cohen."""
    if outcome.scale is Scale.MONEY and cost:
        return cost
    control = sample.values[~sample.treated]
    return SMALL * float(control.std()) if len(control) else 0.0


def _group(side: Flags, values: Floats, before: Floats | None) -> Group:
    own = values[side]
    known = ~np.isnan(own)
    mean = float(np.sort(own[known]).mean()) if known.any() else float("nan")
    earlier = np.full(len(own), np.nan) if before is None else before[side]
    earlier = np.sort(earlier[known & ~np.isnan(earlier)])
    was = float(earlier.mean()) if len(earlier) else float("nan")
    return Group(int(known.sum()), int((~known).sum()), settled(mean), settled(was))


def _notes(
    sample: Sample, outcome: Outcome, explained: float, estimates: tuple[Estimate, ...]
) -> tuple[str, ...]:
    notes = []
    if sample.covariates.shape[1] and sample.two_sided:
        notes.append(_explained_note(explained))
    if outcome.scale is Scale.MONEY and sample.two_sided:
        notes += _money_notes(sample, outcome, estimates)
    return tuple(notes)


def _explained_note(explained: float) -> str:
    if explained < _HARDLY:
        return (
            f"Values from before explain {explained:.1%} of the differences between customers, so "
            "correcting for them changes next to nothing."
        )
    return f"Values from before take {explained:.0%} off the variance of the effect."


def _money_notes(sample: Sample, outcome: Outcome, estimates: tuple[Estimate, ...]) -> list[str]:
    notes = []
    found = skew.parts(sample.values, sample.treated)
    if max(found.share, found.share_control) < _MOSTLY_SOME:
        error = estimates[0].error
        notes.append(
            f"{found.share:.1%} of them have any, instead of {found.share_control:.1%}: that "
            f"brings {wording.written(outcome, found.by_share, error)}. Those have "
            f"{wording.amount(found.size, 2)} each, instead of "
            f"{wording.amount(found.size_control, 2)}: that brings "
            f"{wording.written(outcome, found.by_size, error)}."
        )
    signs = {(one.low > 0) - (one.high < 0) for one in (estimates[0], *estimates[-2:])}
    if len(signs) > 1:
        notes.append(
            "The finding hangs on a few large amounts: it changes if they are cut off or drawn "
            "again."
        )
    return notes
