"""What is remarkable about how profit is spread, and how that compares with other companies."""

from core.settings import Valuation
from core.tables.profit import Tier, Totals, Whale
from core.value.words import percent

PUBLISHED = (
    "Companies that measure this usually find 150 to 300 % of the profit in the top 20 % of the "
    "customers, about nothing in the middle 70 % and −50 to −200 % in the bottom 10 %."
)
"""Kaplan & Narayanan (2001), "Measuring and Managing Customer Profitability", Journal of Cost
Management 15(5)."""

_USUAL_CUTS = (0.2, 0.1)
_USUAL_TOP, _USUAL_BOTTOM = (1.5, 3.0), (-2.0, -0.5)
_NEAR, _LITTLE = 0.01, 0.05
_FRACTIONS = (
    (0.1, "One tenth"),
    (0.2, "One fifth"),
    (0.25, "A quarter"),
    (1 / 3, "A third"),
    (0.5, "Half"),
)


def finding(whale: Whale, tiers: tuple[Tier, ...]) -> str:
    """Tell in one sentence what the whale curve shows."""
    everybody = whale.customers[-1]
    if whale.break_even is None:
        return "All customers together cost more than they bring"
    if whale.eroded > _LITTLE * whale.total:
        some = _some(whale.break_even / everybody)
        return f"{some} of the customers earn as much as the whole company"
    top = tiers[0]
    share, earned = top.customers / everybody, top.share_of_profit or 0.0
    return f"The best {percent(share)} of the customers earn {_whole(earned)} of the profit"


def _some(share: float) -> str:
    near = [words for fraction, words in _FRACTIONS if abs(share - fraction) < _NEAR]
    return near[0] if near else _whole(share)


def _whole(share: float) -> str:
    """A share as per cent without decimals."""
    return f"{round(100 * share)} %"


def pattern(tiers: tuple[Tier, ...], totals: Totals, valuation: Valuation) -> str:
    """Hold the tiers against what is usually found, as sentences."""
    if not totals.cost_to_serve and not totals.other_costs:
        return f"{PUBLISHED} Without a cost to serve that cannot show here."
    top, bottom = tiers[0].share_of_profit, tiers[-1].share_of_profit
    if top is None or bottom is None:
        return f"{PUBLISHED} Yours makes no profit, so shares of it say nothing."
    if (valuation.top_share, valuation.bottom_share) != _USUAL_CUTS:
        return f"{PUBLISHED} Your tiers are cut elsewhere."
    takes = f"takes {_whole(-bottom)} away" if bottom < 0 else f"earns {_whole(bottom)}"
    yours = f"the top earns {_whole(top)} and the bottom {takes}"
    return f"{PUBLISHED} {_compared(top, bottom)}: {yours}."


def _compared(top: float, bottom: float) -> str:
    milder = top < _USUAL_TOP[0] and bottom > _USUAL_BOTTOM[1]
    sharper = top > _USUAL_TOP[1] and bottom < _USUAL_BOTTOM[0]
    as_usual = (
        _USUAL_TOP[0] <= top <= _USUAL_TOP[1] and _USUAL_BOTTOM[0] <= bottom <= _USUAL_BOTTOM[1]
    )
    if milder:
        return "Yours is milder"
    if sharper:
        return "Yours is sharper"
    return "Yours is like that" if as_usual else "Yours is different"
