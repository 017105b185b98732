"""What the plan of the earlier period really earned, measured in the later one."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from core.progress import Progress
from core.results.arms import assignment_of
from core.results.checks import Baseline, balance, hold_out_kept, sample_ratio
from core.results.comparison import compare, like_groups
from core.results.drift import drift_of
from core.results.effects import measure
from core.results.files import file_notes
from core.results.later import Placed, placed_alike
from core.results.learning import proposal
from core.results.moves import flow_of, moves_of
from core.results.objectives import Target, changes
from core.results.outcomes import Earlier, Measured, along, outcomes_of, places_of, rows_along
from core.results.sample import Trial, filled
from core.results.steady import chance_moves
from core.tables.customers import CustomerTable
from core.tables.periods import Arms, Codes, Counted, Proposal, ResultTable
from core.tables.results import Check, Effect, Flags, Verdict
from core.tables.segments import SegmentTable
from core.tables.sources import SourceTable

HELD_OUT = "for those held out"


def measure_plan(
    earlier: Earlier,
    customers: CustomerTable,
    sources: Sequence[SourceTable],
    targets: Mapping[str, Target],
    progress: Progress,
    seed: int = 0,
) -> ResultTable:
    """Work out what each action earned, who moved, and what is to be learnt from it.

    Everybody of the earlier period counts, as they were assigned and whether they are still
    there or not: who is gone brings nothing and costs nothing.

    Parameters
    ----------
    earlier
        The period for which the plan was made.
    customers
        The later period.
    sources
        Its files; those of the kind treatments, in either period, say who was to get what.
    targets
        Stated changes by measure.
    progress
        Told how far the work is.
    seed
        Of everything random.

    Raises
    ------
    UserError
        If an axis cannot be worked out from the later files, or a file of treatments cannot be
        understood.
    """
    with threadpool_limits(limits=1):  # sums then do not depend on the number of cores
        return _measure(earlier, customers, sources, targets, (progress, seed))


def _measure(
    earlier: Earlier,
    customers: CustomerTable,
    sources: Sequence[SourceTable],
    targets: Mapping[str, Target],
    how: tuple[Progress, int],
) -> ResultTable:
    progress, seed = how
    segments, scored = earlier.segments, earlier.scored
    later = placed_alike(customers, scored, segments)
    places = places_of(scored.customer_ids, customers.table.index)
    files = (*sources, *earlier.sources)
    assignment = assignment_of(files, scored.customer_ids, earlier.catalogue)
    measured = outcomes_of(earlier, customers, later, places)
    untreated = _untreated(len(places), assignment.arms)
    effects = _effects(earlier, assignment.arms, measured, (untreated, seed), progress)
    after = along(later.codes.astype(np.float64), places, -1.0).astype(np.int8)
    chance = chance_moves(scored, rows_along(later.scores, places), untreated, segments, seed)
    flow = flow_of(segments.codes, later.codes, places, len(segments.segments))
    actions = tuple(dict.fromkeys(effect.action for effect in effects))
    action, arm = _positions(assignment.arms, actions, places, len(later.codes))
    return ResultTable(
        counted=_counted(segments, later, places, assignment.unmatched),
        effects=effects,
        moves=moves_of(flow, assignment.arms, segments, chance),
        drift=drift_of(scored, segments, later),
        proposals=_proposals(earlier, assignment.arms, effects, after),
        progress=changes(scored.axes, scored.values, later.values, effects, targets),
        before=_spread_out(segments.codes, places, len(later.codes), -1),
        after=later.codes,
        action=action,
        arm=arm,
        actions=actions,
        notes=(*assignment.notes, *file_notes(earlier.sources, sources)),
    )


def _untreated(customers: int, arms: Sequence[Arms]) -> Flags:
    free = np.ones(customers, dtype=np.bool_)
    for one in arms:
        free[one.places[one.treated]] = False
    return free


def _effects(
    earlier: Earlier,
    arms: Sequence[Arms],
    measured: Sequence[Measured],
    how: tuple[Flags, int],
    progress: Progress,
) -> tuple[Effect, ...]:
    """All outcomes of each action; the action that brought most comes first."""
    untreated, seed = how
    baseline = _baseline(earlier)
    groups = like_groups(earlier.segments.codes, earlier.scored.scores)
    found: list[list[Effect]] = []
    for place, one in enumerate(arms):
        progress.at(0.9 * place / len(arms))
        if one.treated.all():
            # Who got another action is no match for those who got this one.
            free = untreated.copy()
            free[[at for other in arms for at in other.places]] = False
            found.append([compare(one, groups, free, m.outcome, m.after) for m in measured])
        else:
            found.append(_tested(earlier, one, measured, baseline, seed))
    found.sort(key=lambda effects: (-_profit(effects[0]), effects[0].title))
    return tuple(effect for effects in found for effect in effects)


def _profit(effect: Effect) -> float:
    profit = effect.earnings.profit if effect.earnings is not None else float("nan")
    return profit if np.isfinite(profit) else float("-inf")


def _baseline(earlier: Earlier) -> Baseline:
    """Everything that was known of the earlier customers as a number, and their segments."""
    numeric = [one.name for one in earlier.customers.measures if one.numeric]
    table = earlier.customers.table
    columns = [table[name].to_numpy(np.float64, na_value=np.nan) for name in numeric]
    numbers = np.column_stack(columns) if columns else np.empty((len(table), 0))
    added = [numeric[at] for at in np.flatnonzero(np.isnan(numbers).any(axis=0))]
    codes = earlier.segments.codes
    members = [(codes == segment.code) * 1.0 for segment in earlier.segments.segments]
    names = (*numeric, *added, *("segment" for _ in members))
    return Baseline(names, np.column_stack([filled(numbers), *members]))


def _tested(
    earlier: Earlier,
    arms: Arms,
    measured: Sequence[Measured],
    baseline: Baseline,
    seed: int,
) -> list[Effect]:
    """Compare those treated with those held out."""
    at = arms.places
    known = Baseline(baseline.names, baseline.columns[at])
    trial = Trial(
        action=arms.action,
        title=arms.title,
        against=HELD_OUT,
        treated=arms.treated,
        baseline=earlier.scored.values[at],
        groups=earlier.segments.codes[at],
        cost=arms.cost,
        checks=(
            _ratio(arms),
            balance(arms.treated, known),
            hold_out_kept(arms.treated, arms.received, arms.title),
        ),
        seed=seed,
    )
    return [
        measure(trial, one.outcome, one.after[at], None if one.before is None else one.before[at])
        for one in measured
    ]


def _ratio(arms: Arms) -> Check:
    sizes = (int(arms.treated.sum()), int((~arms.treated).sum()))
    return sample_ratio(sizes, None if arms.share is None else (1 - arms.share, arms.share))


def _proposals(
    earlier: Earlier, arms: Sequence[Arms], effects: Sequence[Effect], after: Codes
) -> tuple[Proposal, ...]:
    """Measured successes of the actions that had a fair test and are in the catalogue."""
    catalogue = {action.name: action for action in earlier.catalogue}
    fair = {effect.action for effect in effects if effect.verdict is not Verdict.UNFAIR}
    found = [
        proposal(one, catalogue[one.action], earlier.actions, earlier.segments, after)
        for one in arms
        if one.action in fair and one.action in catalogue
    ]
    return tuple(one for one in found if one is not None)


def _spread_out(values: Codes, places: npt.NDArray[np.int64], customers: int, others: int) -> Codes:
    """Values of earlier customers along the later ones; the others have a value given."""
    found = np.full(customers, others, dtype=np.int8)
    here = places >= 0
    found[places[here]] = values[here]
    return found


def _positions(
    arms: Sequence[Arms],
    actions: Sequence[str],
    places: npt.NDArray[np.int64],
    customers: int,
) -> tuple[Codes, Codes]:
    """Action and arm of each later customer; the first action counts if there are several."""
    action, arm = (np.zeros(len(places), dtype=np.int8) for _ in range(2))
    for one in sorted(arms, key=lambda one: one.action, reverse=True):
        action[one.places] = actions.index(one.action) + 1
        arm[one.places] = np.where(one.treated, 1, 2)
    return (
        _spread_out(action, places, customers, 0),
        _spread_out(arm, places, customers, 0),
    )


def _counted(
    segments: SegmentTable, later: Placed, places: npt.NDArray[np.int64], unmatched: int
) -> Counted:
    both = int((places >= 0).sum())
    return Counted(
        before=len(places),
        after=len(later.codes),
        both=both,
        gone=len(places) - both,
        new=len(later.codes) - both,
        unscored_before=int((segments.codes == 0).sum()),
        unscored_after=int((later.codes == 0).sum()),
        unmatched=unmatched,
    )
