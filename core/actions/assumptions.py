"""How the gains were made, as sentences with every number that was used."""

from core.actions.evidence import DRAWS, SHARE
from core.actions.natural import MONTHS_IN_A_PERIOD
from core.actions.position import CLEARLY
from core.actions.situation import Situation
from core.actions.states import OWN_SHARE
from core.actions.wording import in_hundred, money, plain
from core.actions.worth import KAPPA, TRIM, axis_of, counts_cost
from core.settings import SATISFACTION, Action

MEANS = (
    f"The worth of a segment is the mean without the lowest and highest 1 in {TRIM} customers, "
    "drawn towards the mean of everybody: the own mean of n customers counts "
    f"n / (n + {KAPPA:g})."
)
ENDINGS = (
    f"An action leads to the nearest segment that is better by at least {CLEARLY:.2f} of score in "
    "something that the action raises, not worse by as much in anything else, and nearer to where "
    "the action puts the customer than their own. Where that segment also differs in what the "
    "action does not raise, the action covers only part of the way, and only that share of those "
    "for whom it works is counted as arriving."
)
OWN = (
    "Each customer is weighed from where they stand: by their own scores, between their segment "
    f"and the second nearest, and {in_hundred(OWN_SHARE)} in 100 of what they bring more or less "
    "than the segment is taken to last."
)
INTERVALS = (
    f"Intervals hold {in_hundred(SHARE)} in 100 of {DRAWS} draws of what success, worth and "
    "moves may be."
)


def assumptions(situation: Situation) -> tuple[str, ...]:
    """Tell how worth, endings and gains were worked out, then what each action assumes."""
    economics = situation.economics
    return (
        _worth(situation),
        f"Lifetime value covers {economics.horizon_months} months; amounts are not discounted.",
        MEANS,
        *_moves(situation),
        ENDINGS,
        OWN,
        INTERVALS,
        _order_rule(situation),
        *_unchecked(situation),
        *(_action(action) for action in situation.catalogue),
    )


def _worth(situation: Situation) -> str:
    economics, axes = situation.economics, situation.customers.scored.axes
    months = economics.horizon_months
    if counts_cost(axes, economics):
        return (
            f"A customer is worth their lifetime value less their cost to serve over {months} "
            f"months; the costs of the data cover {economics.cost_months} months and are scaled "
            f"by {months} / {economics.cost_months}."
        )
    if economics.value_is_net:
        return (
            "A customer is worth their lifetime value, which is taken to have the cost to serve "
            "already taken off."
        )
    return (
        "A customer is worth their lifetime value; no axis is the cost to serve, so none is "
        "taken off."
    )


def _moves(situation: Situation) -> tuple[str, ...]:
    """Tell how customers move by themselves, and what that does to their worth."""
    moves = situation.states.moves
    if situation.states.foreseen:
        worth = "Lifetime value already reckons with customers who are lost or move."
    else:
        worth = (
            "Over the horizon customers are lost and move from segment to segment year by year, "
            "and bring what the customers of their segment bring."
        )
    if moves.seen is not None:
        counted = int(moves.seen.sum())
        told = (
            f"How customers move by themselves is seen in {counted:,} customers of the earlier "
            "period, corrected for those whose segment is not sure. It includes whatever was done "
            "then."
        )
        return told, worth
    lost = moves.chances[:, -1]
    told = (
        "How customers move by themselves is assumed: within "
        f"{MONTHS_IN_A_PERIOD} months {in_hundred(round(float(lost.min()), 3))} to "
        f"{in_hundred(round(float(lost.max()), 3))} in 100 are lost, the least satisfied most "
        "often, and of the others some go to another segment. An earlier period would show it."
    )
    return told, worth


def _order_rule(situation: Situation) -> str:
    if axis_of(SATISFACTION, situation.customers.scored.axes) is None:
        return "No axis is the satisfaction, so the order rule cannot be applied."
    return (
        "Order rule: nothing is sold to a customer whose satisfaction score is below "
        f"{situation.economics.selling_needs:g} of 1."
    )


def _unchecked(situation: Situation) -> list[str]:
    axes = situation.customers.scored.axes
    asked = {measure for action in situation.catalogue for measure, _, _ in action.needs}
    unknown = sorted(measure for measure in asked if axis_of(measure, axes) is None)
    return [
        f"No axis is the {plain(measure)}, so what actions need of it is not checked."
        for measure in unknown
    ]


def _action(action: Action) -> str:
    return (
        f"{action.title}: {money(action.unit_cost)} per customer; works for "
        f"{in_hundred(action.success)} in 100, at least {in_hundred(action.success_low)} and at "
        f"most {in_hundred(action.success_high)} ({action.evidence.value})."
    )
