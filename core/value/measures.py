"""Everything found about customers as measures, each with its formula in words."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Economics, Kind
from core.tables.customers import MEAN_ANSWER, WORKED_OUT, Measure, MeasureColumn
from core.tables.profit import STAGES, TIERS
from core.value.columns import NO_DAY, Days, Floats
from core.value.evidence.buying import Buying
from core.value.evidence.gathering import Evidence
from core.value.evidence.referral import Referrals
from core.value.evidence.survey import Answers
from core.value.lifetime.valued import Purchasing, Valued
from core.value.profit.earnings import Earnings, ServiceCost
from core.value.profit.indirect import Indirect, indirect_meaning
from core.value.profit.lifecycle import Lifecycle
from core.value.profit.rfm import RfmScores, rfm_scores
from core.value.profit.tiers import Ranked
from core.value.words import date_words, percent

NOBODY = "0 for customers without an order"
EMPTY = "empty for customers without a purchase"
MONEY = "in the currency of the data"


def _column(name: str, source: str, meaning: str, values: object) -> MeasureColumn:
    """Make a measure; it can be an axis if its cells are numbers."""
    cells = pd.Series(values)
    return MeasureColumn(Measure(name, source, meaning, cells.dtype.kind in "if"), cells)


def _standing_for(made: MeasureColumn, known: str, reason: str) -> MeasureColumn:
    """Say that a measure is one of the three well-known ones."""
    one = made.measure
    named = Measure(one.name, one.source, one.meaning, one.numeric, known, reason)
    return MeasureColumn(named, made.cells)


def order_measures(known: Evidence, found: Buying, stages: Lifecycle) -> Iterator[MeasureColumn]:
    """How often, when and for how much customers have bought."""
    source, now = known.bought.sources[Kind.ORDERS], found.now
    end = date_words(now.end)
    yield _column("orders", source, f"Number of orders; {NOBODY}.", found.orders)
    yield _column(
        "revenue",
        source,
        f"Sum of the order amounts, refunds taken off, {MONEY}; {NOBODY}.",
        found.revenue,
    )
    if known.bought.margin_is_known:
        yield _column(
            "margin", source, f"Sum of the margins of the orders, {MONEY}; {NOBODY}.", found.margin
        )
    if not now.bought.any():
        return
    meaning = f"Day of the first purchase; {EMPTY}."
    yield _column("first_order", source, meaning, _dates(now.first))
    yield _column("last_order", source, f"Day of the last purchase; {EMPTY}.", _dates(now.last))
    meaning = (
        "Days on which something was bought and not refunded in full; the orders of one day count "
        f"as one purchase; {NOBODY}."
    )
    yield _column("purchases", source, meaning, now.purchases)
    yield from _rfm_measures(source, found, end)
    yield _column("lifecycle_stage", source, stages.meaning, _words(STAGES, stages.stage))


def _rfm_measures(source: str, found: Buying, end: str) -> Iterator[MeasureColumn]:
    now = found.now
    since, tenure = (
        np.where(now.bought, float(now.end) - day, np.nan) for day in (now.last, now.first)
    )
    repeats = np.where(now.bought, now.purchases - 1.0, np.nan)
    purchases = np.where(now.bought, now.purchases, 0)
    each = np.divide(now.amount, purchases, out=np.full(len(since), np.nan), where=now.bought)
    yield _column(
        "days_since_purchase",
        source,
        f"Recency: days from the last purchase to {end}; {EMPTY}.",
        since,
    )
    yield _column(
        "repeat_purchases", source, f"Frequency: purchases after the first; {EMPTY}.", repeats
    )
    yield _column(
        "amount_per_purchase",
        source,
        f"Monetary value: mean amount of a purchase, refunds taken off, {MONEY}; {EMPTY}.",
        each,
    )
    yield _column(
        "days_as_customer",
        source,
        f"Tenure: days from the first purchase to {end}; {EMPTY}.",
        tenure,
    )
    yield from _score_measures(source, rfm_scores(since, repeats, each), now.bought)


def _score_measures(source: str, scores: RfmScores, bought: np.ndarray) -> Iterator[MeasureColumn]:
    scale = "1 to 5 by fifths of all values, equal values alike, 5 is best"
    for name, words, values in (
        (
            "rfm_recency",
            f"Recency score: {scale}, by the days since the last purchase",
            scores.recency,
        ),
        ("rfm_frequency", f"Frequency score: {scale}, by repeat purchases", scores.frequency),
        ("rfm_monetary", f"Monetary score: {scale}, by the amount of a purchase", scores.monetary),
        (
            "rfm",
            "Recency, frequency and monetary score as three digits of one number",
            scores.together,
        ),
    ):
        cells = pd.array(np.where(bought, values, 0), dtype="Int64")
        cells[~bought] = pd.NA
        yield MeasureColumn(Measure(name, source, f"{words}; {EMPTY}.", True), pd.Series(cells))


def purchase_measures(
    source: str, made: Purchasing, economics: Economics
) -> Iterator[MeasureColumn]:
    """What is expected of customers."""
    title, months = made.model.fit.model.title, economics.horizon_months
    yield _column(
        "expected_purchases",
        source,
        f"Purchases expected over the next {months} months ({title}); 0 for customers who never "
        "bought.",
        made.purchases,
    )
    yield _column(
        "chance_active",
        source,
        f"Chance, 0 to 1, that the customer has not stopped buying ({title}); empty for customers "
        "who bought once or never, of whom too little is known.",
        made.model.chance_active(),
    )
    yield _column(
        "expected_amount",
        source,
        f"Mean amount expected of a purchase to come, {MONEY}; 0 for customers who never bought.",
        made.model.amounts,
    )


def lifetime_measures(source: str, valued: Valued, months: int) -> Iterator[MeasureColumn]:
    """Lifetime value, unless it is a column of the user's own, and its baseline."""
    if valued.lifetime.model != "given column":
        made = _column("lifetime_value", source, valued.meaning, valued.values)
        reason = f"It is what {source} leads to over {months} months: {valued.lifetime.title}."
        yield _standing_for(made, LIFETIME_VALUE, reason)
    if valued.projected is not None and valued.projected is not valued.values:
        meaning = f"What was earned so far, simply repeated for {months} months, {MONEY}; {NOBODY}."
        yield _column("projected_value", source, meaning, valued.projected)


def service_measures(
    known: Evidence, cost: ServiceCost | None, economics: Economics
) -> Iterator[MeasureColumn]:
    """What service customers took and what it cost."""
    took = known.served
    if took is None:
        return
    source, nobody = known.bought.sources[Kind.CONTACTS], "0 for customers without a contact"
    yield _column("contacts", source, f"Number of service contacts; {nobody}.", took.contacts)
    if took.minutes is not None:
        meaning = f"Sum of the minutes of the contacts; {nobody}."
        yield _column("minutes", source, meaning, took.minutes)
    if took.cost is None or cost is None:
        return
    values, words = _cost_of_months(took.cost, known, economics)
    made = _column(
        COST_TO_SERVE,
        source,
        f"Cost of the contacts, {took.meaning}{words}, {MONEY}; {nobody}.",
        values,
    )
    yield _standing_for(made, COST_TO_SERVE, f"It is the cost of the contacts in {source}.")


def _cost_of_months(cost: Floats, known: Evidence, economics: Economics) -> tuple[Floats, str]:
    """The cost of as many months as the economics speak of."""
    months, period = economics.cost_months, known.bought.calendar.period
    if not period.first or period.months == months:
        return cost, ""
    words = f", for {months} months: that of {period.words} × {months} / {period.months:g}"
    return cost * months / period.months, words


def survey_measures(source: str, answers: Answers) -> Iterator[MeasureColumn]:
    """How satisfied customers are."""
    made = _column(SATISFACTION, source, answers.meaning, answers.satisfaction)
    yield _standing_for(made, SATISFACTION, f"It is the mean answer in {source}.")
    meaning = "Mean answer as given, however few there are; empty without any."
    yield _column(MEAN_ANSWER, source, meaning, answers.mean)
    yield _column("answers", source, "Number of answers; 0 for none.", answers.answers)


def profit_measures(made: Earnings, found: Ranked) -> Iterator[MeasureColumn]:
    """What is left of what customers bring, and their tier."""
    source = WORKED_OUT
    meaning = (
        f"Profit in {made.period.words}: {made.earned} less cost to serve and other costs, {MONEY}."
    )
    yield _column("profit", source, meaning, made.profit)
    top, bottom = (float((found.tier == tier).mean()) for tier in (1, len(TIERS)))
    meaning = (
        f"Value tier by profit: the top {percent(top)} of the customers, the bottom "
        f"{percent(bottom)}, and those between."
    )
    yield _column("value_tier", source, meaning, _words(TIERS, found.tier))


def _dates(days: Days) -> pd.Series:
    dates = days.astype(np.int64).astype("datetime64[D]")
    dates[days == NO_DAY] = np.datetime64("NaT")
    return pd.Series(dates.astype("datetime64[us]"))


def _words(names: tuple[str, ...], codes: np.ndarray) -> pd.Series:
    """Words for codes that count from 1; 0 is missing."""
    return pd.Series(pd.Categorical.from_codes(codes.astype(np.int64) - 1, pd.Index(names)))


def referral_measure(source: str, referrals: Referrals) -> MeasureColumn:
    """How many others each customer has brought."""
    meaning = "Number of customers brought by this one; 0 for none."
    return _column("referrals", source, meaning, referrals.brought)


def indirect_measures(found: Indirect) -> Iterator[MeasureColumn]:
    """What customers are worth through others."""
    for one in found.kinds:
        yield _column(one.name, WORKED_OUT, f"{one.meaning} It is {MONEY}.", one.values)
    yield _column("indirect_value", WORKED_OUT, f"{indirect_meaning(found)}", found.total)


def total_measure(whole: Floats, economics: Economics) -> MeasureColumn:
    """What a customer is worth in all."""
    meaning = (
        "Lifetime value and indirect value less the cost to serve over "
        f"{economics.horizon_months} months, {MONEY}; empty where lifetime value or cost is not "
        "known."
    )
    return _column("total_value", WORKED_OUT, meaning, whole)
