import numpy as np
import pytest

from core.settings import TimeUnit, Valuation, ValueModel
from core.value.evidence.buying import History
from core.value.lifetime.foretelling import (
    FEWEST_BUYERS,
    fitted_amounts,
    fitted_counts,
    foretold,
    reason_against,
    wanted_model,
)
from core.value.models.counting import BG_NBD, PARETO_NBD
from core.value.models.gamma_gamma import population_amount


def history(
    repeats: list[int], last: list[int], observed: list[int], amount: list[float] | None = None
) -> History:
    """Give what is known of customers; whoever has -1 repeats has never bought."""
    times = np.array(repeats)
    end = 20_000
    first = end - np.array(observed)
    paid = np.array(amount if amount is not None else 10.0 * (times + 1))
    share = np.maximum(times, 0) / np.maximum(times + 1, 1)
    return History(
        end,
        times + 1,
        first.astype(np.int32),
        (first + np.array(last)).astype(np.int32),
        paid.astype(np.float64),
        paid * share,
    )


def shop(customers: int = 400, seed: int = 3) -> History:
    """Give customers of a shop, of whom many come once and some often."""
    random = np.random.default_rng(seed)
    rate = random.gamma(0.7, 1 / 40, customers)
    observed = random.integers(100, 700, customers)
    stays = np.minimum(random.exponential(400, customers), observed)
    repeats = random.poisson(rate * stays)
    last = (
        stays * random.random(customers) ** (1 / np.maximum(repeats, 1)) * (repeats > 0)
    ).astype(int)
    means = 30 * random.gamma(4, 1, customers) / random.gamma(5, 1, customers)
    return history(
        repeats.tolist(), last.tolist(), observed.tolist(), (means * (repeats + 1)).tolist()
    )


def test_the_model_is_the_one_that_is_asked_for() -> None:
    assert wanted_model(Valuation()) is PARETO_NBD
    assert wanted_model(Valuation(model=ValueModel.BG_NBD)) is BG_NBD


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (history([-1] * 3, [0] * 3, [0] * 3), "Nobody has bought anything"),
        (history([2] * 12, [9] * 12, [99] * 12), "Only 12 customers have bought"),
        (history([2] * 60, [0] * 60, [0] * 60), "The orders cover 1 day"),
        (history([0] * 60, [0] * 60, [99] * 60), "Nobody has bought on a second day"),
        (history([0] * 59 + [3], [0] * 59 + [50], [99] * 60), "Only 1 customer has bought on"),
    ],
    ids=["nobody", "twelve", "one day", "nobody came back", "one came back"],
)
def test_too_little_for_a_model_is_told_with_the_number(known: History, reason: str) -> None:
    assert reason_against(known).startswith(reason)


def test_enough_is_no_reason_against() -> None:
    assert reason_against(shop()) == ""
    assert FEWEST_BUYERS <= 400


def test_nobody_who_bought_once_is_said_to_be_active_or_not() -> None:
    known = shop()
    chance = foretold(known, PARETO_NBD, TimeUnit.WEEK).chance_active()
    assert np.isnan(chance[known.purchases == 1]).all()
    again = chance[known.purchases > 1]
    assert ((again > 0) & (again <= 1)).all()


def test_whoever_never_bought_is_expected_to_buy_nothing() -> None:
    known = shop()
    nobody = history([-1], [0], [0], [0.0])
    both = History(
        known.end,
        *(
            np.append(getattr(known, name), getattr(nobody, name))
            for name in ("purchases", "first", "last", "amount", "repeat_amount")
        ),
    )
    found = foretold(both, PARETO_NBD, TimeUnit.WEEK)
    assert found.purchases(365)[-1] == 0
    assert found.amounts[-1] == 0
    assert np.isnan(found.chance_active()[-1])


@pytest.mark.parametrize("unit", list(TimeUnit))
def test_the_unit_of_time_changes_the_parameters_and_nothing_else(unit: TimeUnit) -> None:
    weeks, other = (foretold(shop(), PARETO_NBD, one) for one in (TimeUnit.WEEK, unit))
    assert other.purchases(365) == pytest.approx(weeks.purchases(365), rel=1e-4)
    assert other.fit.parameters[1] * other.unit == pytest.approx(
        weeks.fit.parameters[1] * 7, rel=1e-3
    )


def test_purchases_to_come_are_worth_less_today() -> None:
    found = foretold(shop(), PARETO_NBD, TimeUnit.WEEK)
    plain, today = found.purchases(1096), found.purchases_today(1096, 0.1)
    assert found.purchases_today(1096, 0.0) == pytest.approx(plain)
    assert (today < plain).all()
    assert (today > plain / 1.1**3).all()


def test_somebody_who_bought_once_is_known_by_that_amount() -> None:
    known = shop()
    found = foretold(known, PARETO_NBD, TimeUnit.WEEK)
    assert found.amount_fit is not None
    everybody = population_amount(found.amount_fit.parameters)
    once = known.purchases == 1
    small = once & (known.amount < 0.2 * everybody)
    assert (found.amounts[small] < everybody).all()


def test_amounts_that_follow_frequency_are_not_left_to_gamma_gamma() -> None:
    known = shop()
    rising = 10.0 * known.purchases * (1 + known.purchases)
    share = np.maximum(known.purchases - 1, 0) / np.maximum(known.purchases, 1)
    found = foretold(
        History(known.end, known.purchases, known.first, known.last, rising, rising * share),
        PARETO_NBD,
        TimeUnit.WEEK,
    )
    told = fitted_amounts(found)
    assert told.model == "own-means"
    assert "customers who buy more often spend more at a time" in told.sentence


def test_a_fit_is_told_in_one_sentence() -> None:
    found = foretold(shop(), PARETO_NBD, TimeUnit.WEEK)
    told = fitted_counts(found, Valuation(), 20_000)
    assert (told.model, told.time_unit, told.customers) == ("pareto-nbd", "week", 400)
    assert told.sentence.startswith("Pareto/NBD, the usual choice: each customer buys")
    assert dict(told.parameters).keys() == {"r", "alpha", "s", "beta"}
    chosen = fitted_counts(found, Valuation(model=ValueModel.PARETO_NBD), 20_000)
    assert "as you chose" in chosen.sentence
    other = fitted_counts(found, Valuation(model=ValueModel.BG_NBD), 20_000)
    assert "since BG/NBD could not be fitted" in other.sentence


def test_free_purchases_alone_leave_no_model_of_amounts() -> None:
    known = shop()
    nothing = np.zeros(400)
    free = History(known.end, known.purchases, known.first, known.last, nothing, nothing)
    found = foretold(free, PARETO_NBD, TimeUnit.WEEK)
    assert found.amount_fit is None
    assert (found.amounts == 0).all()
    assert "too few customers came back" in fitted_amounts(found).sentence
