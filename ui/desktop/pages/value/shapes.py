"""What the charts of the Value page draw."""

import math
from dataclasses import replace

from core.answers import ValueView
from core.settings import Valuation
from core.tables.lifetime import ModelCheck
from core.tables.profit import STAGES, Tier
from ui.desktop.charts.bars import Piece, Stripe
from ui.desktop.charts.tracking import Track
from ui.desktop.charts.whale_drawing import WhaleShape
from ui.desktop.numbers import number, rounded_money
from ui.desktop.pages.value.units import each
from ui.desktop.pages.value.wording import DIRECT, INDIRECT, SERVICE, TIERS

DAYS_IN_A_WEEK = 7
LITTLE = 1e-6
WORTH_TELLING = 0.01
LOOKS = {
    "new": ("text", 0.18),
    "growing": ("text", 0.42),
    "loyal": ("text", 0.85),
    "fading": ("negative", 0.35),
    "lost": ("negative", 0.75),
}


def limits(valuation: Valuation, customers: int) -> tuple[int, int]:
    """Return how many customers the top tier has, and how many come before the bottom tier."""
    top, bottom = (
        math.floor(share * customers + LITTLE)
        for share in (valuation.top_share, valuation.bottom_share)
    )
    return top, customers - bottom


def whale_shape(view: ValueView, valuation: Valuation) -> WhaleShape | None:
    """Return the whale curve, with the limits that the settings ask for."""
    whale, totals = view.whale, view.totals
    if whale is None or totals is None:
        return None
    top, bottom = limits(valuation, view.customers)
    plain = WhaleShape(
        customers=whale.customers,
        profit=whale.profit,
        top=top,
        bottom=max(bottom, top),
        tiers=TIERS,
        peak_customers=whale.peak_customers,
        peak_words=(),
        eroded_words=(),
        top_words=(),
        end_words=(rounded_money(whale.total),),
    )
    peak_words: tuple[str, ...] = ()
    eroded_words: tuple[str, ...] = ()
    if whale.eroded > WORTH_TELLING * abs(whale.total):
        percent = f", {number(100 * whale.peak_share)} %" if whale.peak_share else ""
        peak_words = (f"Peak {rounded_money(whale.peak)}{percent}",)
        last = number(view.customers - whale.peak_customers)
        eroded_words = (f"the last {last} customers", f"take {rounded_money(whale.eroded)} away")
    return replace(
        plain,
        peak_words=peak_words,
        eroded_words=eroded_words,
        top_words=_top_words(plain, whale.total),
    )


def _top_words(shape: WhaleShape, total: float) -> tuple[str, ...]:
    if not shape.top:
        return ()
    profit = shape.profit_of(shape.top)
    share = f"{number(100 * profit / total)} % of profit" if total > 0 else rounded_money(profit)
    return share, f"from the first {number(shape.top)}"


def cursor_words(customers: int, profit: float, view: ValueView) -> tuple[str, ...]:
    """Return what stands at the cursor on the whale curve."""
    share = number(100 * customers / view.customers, 1)
    total = view.totals.profit if view.totals is not None else 0.0
    part = f", {number(100 * profit / total)} % of profit" if total > 0 else ""
    return f"First {number(customers)} ({share} %)", f"{rounded_money(profit)}{part}"


def track_of(check: ModelCheck) -> Track:
    """Return what was foretold beside what came."""
    weeks = tuple(day / DAYS_IN_A_WEEK for day in check.days)
    return Track(
        times=weeks,
        actual=tuple(map(float, check.tracked)),
        foretold=check.expected_so_far,
        cut=max(weeks[-1] - check.weeks, 0.0),
        cut_words=("fitted", "held back"),
        actual_words=("made", number(check.tracked[-1])),
        foretold_words=("foretold", number(check.expected_so_far[-1])),
        caption="Weeks since the first purchase of anybody",
    )


def average_stripes(tiers: tuple[Tier, ...]) -> tuple[Stripe, ...]:
    """Return what an average customer of each tier is worth, and of what."""
    return tuple(
        Stripe(name, _parts_of(tier), each(tier.average.total) if tier.average else "")
        for name, tier in zip(TIERS, tiers, strict=True)
    )


def _parts_of(tier: Tier) -> tuple[Piece, ...]:
    found = tier.average
    if found is None:
        return ()
    cost = -(found.cost_to_serve or 0.0)
    return (
        Piece(DIRECT, found.direct, each(found.direct), "text", 0.85),
        Piece(INDIRECT, found.indirect or 0.0, each(found.indirect)),
        Piece(SERVICE, cost, each(cost), "negative"),
    )


def stage_stripes(tiers: tuple[Tier, ...]) -> tuple[Stripe, ...]:
    """Return how the customers of each tier are spread over the lifecycle, in per cent."""
    return tuple(Stripe(name, _stages_of(tier)) for name, tier in zip(TIERS, tiers, strict=True))


def _stages_of(tier: Tier) -> tuple[Piece, ...]:
    everybody = sum(tier.stages) or 1
    return tuple(
        Piece(stage, 100 * count / everybody, f"{number(100 * count / everybody)} %", *LOOKS[stage])
        for stage, count in zip(STAGES, tier.stages, strict=False)
    )
