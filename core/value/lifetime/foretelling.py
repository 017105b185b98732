"""Purchases to come, and what each will bring, foretold from what customers have bought."""

from dataclasses import dataclass
from typing import TypeGuard

import numpy as np
import numpy.typing as npt

from core.settings import TimeUnit, Valuation, ValueModel
from core.tables.lifetime import FittedModel
from core.value.columns import Floats
from core.value.evidence.buying import History
from core.value.evidence.spans import DAYS_IN_A_MONTH, DAYS_IN_A_YEAR
from core.value.models.counting import COUNT_MODELS, PARETO_NBD, CountFit, CountModel, fit_counts
from core.value.models.gamma_gamma import NAMES as AMOUNT_NAMES
from core.value.models.gamma_gamma import AmountFit, expected_amount, fit_amounts
from core.value.models.histories import Histories, distinct
from core.value.models.horizon import discounted, force_of_interest
from core.value.words import counted, date_words

Flags = npt.NDArray[np.bool_]

DAYS_IN = {TimeUnit.DAY: 1.0, TimeUnit.WEEK: 7.0, TimeUnit.MONTH: DAYS_IN_A_MONTH}

FEWEST_BUYERS, FEWEST_REPEATERS, FEWEST_DAYS = 50, 20, 60
"""Below this nothing can be fitted that is better than a plain projection."""

_PRIOR_PURCHASES = 2.0
_INDEPENDENT = 0.3


@dataclass(frozen=True, eq=False)
class Foretold:
    """A fitted pair of models, and whom it is about.

    Attributes
    ----------
    fit
        The model of purchases; times in ``unit``.
    unit
        Days in the unit of time.
    bought
        Shape (customers,): who has bought, and so has a history.
    histories, places
        Their different histories in that unit, and the place of theirs for each of them.
    amounts
        Shape (customers,): mean amount of a purchase to come; 0 for those who never bought.
    amount_fit
        The model of amounts, whether it holds or not; None if there is too little to fit it.
    """

    fit: CountFit
    unit: float
    bought: Flags
    histories: Histories
    places: npt.NDArray[np.intp]
    amounts: Floats
    amount_fit: AmountFit | None

    def chance_active(self) -> Floats:
        """Chance that a customer who came back at least once is still one; NaN for others.

        Of somebody who bought once the models know next to nothing, so nothing is said.
        """
        chance = self.fit.model.chance_active(self.fit.parameters, self.histories)
        return self._spread(np.where(self.histories.repeats > 0, chance, np.nan), np.nan)

    def purchases(self, days: float) -> Floats:
        """Purchases that each customer is expected to make within some days."""
        return self._spread(self._within(days / self.unit), 0.0)

    def purchases_today(self, days: float, yearly_rate: float) -> Floats:
        """The same, each at what one of today would be worth then."""
        force = force_of_interest(yearly_rate, DAYS_IN_A_YEAR / self.unit)
        return self._spread(discounted(self._within, days / self.unit, force), 0.0)

    def _within(self, time: Floats | float) -> Floats:
        return self.fit.model.expected(self.fit.parameters, self.histories, time)

    def _spread(self, values: Floats, nothing: float) -> Floats:
        every = np.full(len(self.bought), nothing)
        every[self.bought] = values[self.places]
        return every


def wanted_model(valuation: Valuation) -> CountModel:
    """The model of purchases that is asked for, Pareto/NBD if none is."""
    return next((one for one in COUNT_MODELS if one.key == valuation.model), PARETO_NBD)


def reason_against(history: History) -> str:
    """Why no model can be fitted, as a sentence; "" if one can."""
    buyers = int(history.bought.sum())
    repeaters = int((history.purchases > 1).sum())
    if not buyers:
        return "Nobody has bought anything, so there is nothing to foretell."
    first = int(history.first[history.bought].min())
    if buyers < FEWEST_BUYERS:
        return (
            f"Only {counted(buyers, 'customer has', 'customers have')} bought; a model of "
            f"purchases needs at least {FEWEST_BUYERS}."
        )
    if history.end - first < FEWEST_DAYS:
        return (
            f"The orders cover {counted(history.end - first + 1, 'day')}; a model of purchases "
            f"needs at least {FEWEST_DAYS}, better a year."
        )
    if repeaters < FEWEST_REPEATERS:
        some = f"Only {counted(repeaters, 'customer has', 'customers have')}"
        return (
            f"{some if repeaters else 'Nobody has'} bought on a second day; a model of purchases "
            f"needs at least {FEWEST_REPEATERS} who have."
        )
    return ""


def foretold(
    history: History, model: CountModel, unit: TimeUnit, like: "Foretold | None" = None
) -> Foretold:
    """Fit the models to what is known at the end of the history.

    All customers who have bought make the model of purchases, those who came back that of
    amounts. If the model that is asked for has no summit of likelihood, the next one is tried.

    Parameters
    ----------
    history
        What is known.
    model
        The model of purchases.
    unit
        In what it counts time.
    like
        A fit at another time that is checked by this one: its way of telling amounts is used, and
        the last digits of the parameters are left out.
    """
    bought = history.bought
    first, last = history.first[bought], history.last[bought]
    columns = (history.purchases[bought] - 1, last - first, history.end - first)
    days, places = distinct(*columns)
    histories = days.in_unit(DAYS_IN[unit])
    fit = fit_counts(model, histories, closely=like is None)
    if not fit.settled:
        others = (fit_counts(one, histories) for one in COUNT_MODELS if one is not model)
        fit = next((other for other in others if other.settled), fit)
    amount_fit = _amount_fit(history)
    holds = _holds(amount_fit) if like is None else _holds(like.amount_fit)
    amounts = _amounts(history, amount_fit if holds else None)
    return Foretold(fit, DAYS_IN[unit], bought, histories, places, amounts, amount_fit)


def _amount_fit(history: History) -> AmountFit | None:
    """Fit the model of amounts to repeat purchases, as its authors do."""
    repeats = history.purchases.astype(np.float64) - 1
    means = history.mean_repeat_amount
    paying = (repeats > 0) & (means > 0)
    if int(paying.sum()) < FEWEST_REPEATERS:
        return None
    return fit_amounts(repeats[paying], means[paying])


def _amounts(history: History, fit: AmountFit | None) -> Floats:
    """Mean amount of each customer's purchases to come.

    It rests on all purchases of the customer, because of somebody who bought once the first is
    all there is.
    """
    amounts = _drawn_to_the_mean(history)
    if fit is not None:
        every = history.amount / np.maximum(history.purchases, 1)
        amounts = expected_amount(fit.parameters, history.purchases.astype(np.float64), every)
    return np.where(history.bought, amounts, 0.0)


def _holds(fit: AmountFit | None) -> TypeGuard[AmountFit]:
    """Whether amounts can be told by the model, which takes them not to depend on how often."""
    return fit is not None and fit.settled and abs(fit.correlation) <= _INDEPENDENT


def _drawn_to_the_mean(history: History) -> Floats:
    """Own mean, in which everybody's counts as two purchases."""
    bought = history.bought
    everybody = float(history.amount[bought].sum()) / float(history.purchases[bought].sum())
    total = history.amount + _PRIOR_PURCHASES * everybody
    return np.asarray(total / (history.purchases + _PRIOR_PURCHASES))


def fitted_counts(found: Foretold, valuation: Valuation, end: int) -> FittedModel:
    """Tell how the model of purchases was fitted."""
    fit = found.fit
    asked = wanted_model(valuation)
    reason = "the usual choice" if valuation.model is ValueModel.AUTOMATIC else "as you chose"
    if fit.model is not asked:
        reason = f"since {asked.title} could not be fitted to these purchases"
    return FittedModel(
        model=fit.model.key,
        title=fit.model.title,
        sentence=(
            f"{fit.model.title}, {reason}: {fit.model.assumes}. Fitted to the purchases of "
            f"{counted(fit.customers, 'customer')} up to {date_words(end)}."
        ),
        parameters=tuple(zip(fit.model.names, fit.parameters.tolist(), strict=True)),
        time_unit=valuation.time_unit.value,
        log_likelihood=fit.log_likelihood,
        customers=fit.customers,
        settled=fit.settled,
    )


def fitted_amounts(found: Foretold) -> FittedModel:
    """Tell how amounts were found."""
    fit = found.amount_fit
    if not _holds(fit):
        return _own_means(found)
    return FittedModel(
        model="gamma-gamma",
        title="Gamma-Gamma",
        sentence=(
            "Gamma-Gamma: amounts of a customer vary round a mean of their own, and these round "
            "that of everybody. Fitted to the mean amounts of "
            f"{counted(fit.customers, 'customer')} who came back."
        ),
        parameters=tuple(zip(AMOUNT_NAMES, fit.parameters.tolist(), strict=True)),
        time_unit="",
        log_likelihood=fit.log_likelihood,
        customers=fit.customers,
        settled=fit.settled,
    )


def _own_means(found: Foretold) -> FittedModel:
    fit, reason = found.amount_fit, "too few customers came back to fit a model of amounts"
    if fit is not None and not fit.settled:
        reason = "the model of amounts could not be fitted"
    elif fit is not None:
        more = "more" if fit.correlation > 0 else "less"
        reason = (
            f"customers who buy more often spend {more} at a time (correlation "
            f"{fit.correlation:.2f}), which the model of amounts does not allow for"
        )
    return FittedModel(
        model="own-means",
        title="Own mean amount",
        sentence=(
            "The amount to come is the customer’s own mean, in which that of everybody counts as "
            f"{_PRIOR_PURCHASES:g} purchases, because {reason}."
        ),
        parameters=(("prior_purchases", _PRIOR_PURCHASES),),
        time_unit="",
        log_likelihood=float("nan"),
        customers=int(found.bought.sum()),
        settled=True,
    )
