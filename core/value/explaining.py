"""How the numbers were made, as sentences with every number that was assumed."""

from core.settings import Valuation
from core.value.evidence.gathering import Evidence
from core.value.lifetime.foretelling import FEWEST_BUYERS
from core.value.lifetime.valued import Valued
from core.value.profit.earnings import LIFETIME, Earnings
from core.value.words import amount, percent

EIGHTY = (
    "Where a range is given for lifetime value, the truth will lie in it in 80 of 100 cases: it "
    "comes from the uncertainty of the model, from chance, and from how far the model was off for "
    "such customers when it was checked."
)


def assumptions(
    known: Evidence, valued: Valued | None, earned: Earnings | None, valuation: Valuation
) -> tuple[str, ...]:
    """Tell how profit, tiers and lifetime value were worked out, and what was assumed for it."""
    told = []
    if earned is not None:
        told += [_profit(earned, valuation), _tiers(valuation)]
    if valued is not None:
        told += _lifetime(valued)
    if known.answers is not None:
        told.append(f"Satisfaction: {known.answers.survey.reason} {known.answers.meaning}")
    if known.referrals is not None:
        told.append(
            f"Referrals: {percent(valuation.type_one_share)} of the customers who were brought "
            "are taken not to have come otherwise. Their value is credited to whoever brought "
            "them and shown apart; it is not added to the company’s a second time."
        )
    return tuple(told)


def _profit(earned: Earnings, valuation: Valuation) -> str:
    words = (
        f"Profit is {earned.earned} less cost to serve and other costs in {earned.period.words}."
    )
    if earned.earned == LIFETIME:
        words += " Nothing is known of a past period, so lifetime value stands for margin."
    if valuation.cost_per_order:
        words += f" Each order costs a further {amount(valuation.cost_per_order)}."
    if valuation.cost_per_year:
        words += f" Each customer costs a further {amount(valuation.cost_per_year)} a year."
    return words


def _tiers(valuation: Valuation) -> str:
    top, bottom = valuation.top_share, valuation.bottom_share
    return (
        f"Value tiers: the {percent(top)} of the customers with the greatest profit are the top, "
        f"the {percent(bottom)} with the least are the bottom; of two who earn alike, the first "
        "id comes first."
    )


def _lifetime(valued: Valued) -> list[str]:
    told = [f"Lifetime value: {valued.lifetime.sentence}"]
    told += [model.sentence for model in valued.lifetime.models if model.sentence not in told[0]]
    if valued.purchasing is None:
        return told
    told.append(
        "All customers who have bought make the model of purchases, those who came back the model "
        f"of amounts; below {FEWEST_BUYERS} customers a plain projection is used. Losses come in "
        "through the margin and the cost to serve, never by changing what was paid."
    )
    if valued.purchasing.check is not None:
        told.append(valued.purchasing.check.check.sentence)
    return [*told, EIGHTY]
