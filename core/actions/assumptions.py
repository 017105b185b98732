"""How the gains were made, as sentences with every number that was used."""

from collections.abc import Sequence

from core.actions.ending import CLEARLY
from core.actions.situation import Situation
from core.actions.wording import in_hundred, money, plain
from core.actions.worth import KAPPA, TRIM, axis_of, counts_cost
from core.settings import SATISFACTION, Action, Economics

MEANS = (
    f"The worth of a segment is the mean without the lowest and highest 1 in {TRIM} customers, "
    "drawn towards the mean of everybody: the own mean of n customers counts "
    f"n / (n + {KAPPA:g})."
)
ENDINGS = (
    f"An action leads to the nearest segment that is better by at least {CLEARLY:.2f} of score in "
    "something that the action raises, not worse by as much in anything, and nearer than the "
    "segment that the customer comes from. Where that segment also differs in what the action "
    "does not raise, the action covers only part of the way, and only that share of those for "
    "whom it works is counted as arriving."
)
UNTREATED = "Customers who are not treated are taken to stay in their segment."


def assumptions(catalogue: Sequence[Action], situation: Situation) -> tuple[str, ...]:
    """Tell how worth, endings and gains were worked out, then what each action assumes."""
    economics = situation.economics
    months = economics.horizon_months
    return (
        _worth(situation),
        f"Lifetime value is taken to cover {months} months; amounts are not discounted.",
        MEANS,
        ENDINGS,
        UNTREATED,
        _losses(economics),
        _order_rule(situation),
        *_unchecked(catalogue, situation),
        *(_action(action) for action in catalogue),
    )


def _losses(economics: Economics) -> str:
    return (
        f"Actions that keep customers are weighed against losing "
        f"{in_hundred(economics.loss_share)} in 100 of them within {economics.horizon_months} "
        "months."
    )


def _worth(situation: Situation) -> str:
    economics = situation.economics
    months = economics.horizon_months
    if counts_cost(situation.axes, economics):
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


def _order_rule(situation: Situation) -> str:
    if axis_of(SATISFACTION, situation.axes) is None:
        return "No axis is the satisfaction, so the order rule cannot be applied."
    return (
        "Order rule: nothing is sold to a segment whose median satisfaction score is below "
        f"{situation.economics.selling_needs:g} of 1."
    )


def _unchecked(catalogue: Sequence[Action], situation: Situation) -> list[str]:
    asked = {measure for action in catalogue for measure, _, _ in action.needs}
    unknown = sorted(measure for measure in asked if axis_of(measure, situation.axes) is None)
    return [
        f"No axis is the {plain(measure)}, so what actions need of it is not checked."
        for measure in unknown
    ]


def _action(action: Action) -> str:
    return (
        f"{action.title}: {money(action.unit_cost)} per customer; succeeds with "
        f"{in_hundred(action.success)} in 100, at least {in_hundred(action.success_low)} and at "
        f"most {in_hundred(action.success_high)} ({action.evidence.value})."
    )
