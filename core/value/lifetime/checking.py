"""What a model would have said some time ago, held against what came of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import Valuation
from core.tables.lifetime import Group, ModelCheck
from core.value.columns import Floats
from core.value.evidence.buying import Buying, History
from core.value.lifetime.foretelling import (
    Foretold,
    fitted_counts,
    foretold,
    reason_against,
)
from core.value.words import counted, date_words, percent

Flags = npt.NDArray[np.bool_]

_BEST_SHARE = 0.2
_GRADE_A = 1.05
"""Dynamics 365 grades its lifetime value so: A from 5 % more high-value customers on, C below."""

_MOST_FREQUENT = 7
_TENTHS = 10
_TRACKED = 60
_DAYS_IN_A_WEEK = 7


@dataclass(frozen=True, eq=False)
class Checked:
    """A check, and what it says of customers.

    Attributes
    ----------
    check
        The check as it is told.
    expected, actual
        Shape (customers,): purchases in the time held back; NaN for those who had not bought.
    worth
        Shape (customers,): amounts that were expected; NaN as before.
    """

    check: ModelCheck
    expected: Floats
    actual: Floats
    worth: Floats


def checked(found: Buying, valuation: Valuation, like: Foretold) -> Checked | None:
    """Fit the model to the first part of the time and hold it against the rest.

    None if there is too little in the first part for a model.

    Parameters
    ----------
    found
        How customers buy.
    valuation
        The model and its unit of time.
    like
        The model that is being checked.
    """
    then = found.then
    if reason_against(then):
        return None
    model = foretold(then, like.fit.model, valuation.time_unit, like)
    days = found.now.end - then.end
    known = then.bought
    expected = model.purchases(days)
    worth = expected * model.amounts
    check = _check(found, valuation, model, (expected[known], worth[known]))
    unknown = np.full(len(known), np.nan)
    return Checked(
        check,
        np.where(known, expected, unknown),
        np.where(known, found.later_purchases, unknown),
        np.where(known, worth, unknown),
    )


def _check(
    found: Buying, valuation: Valuation, model: Foretold, said: tuple[Floats, Floats]
) -> ModelCheck:
    expected, worth = said
    known = found.then.bought
    actual = found.later_purchases[known]
    days = found.now.end - found.then.end
    later, before = found.later_amount[known], found.then.amount[known]
    best = [_best(values) for values in (worth, before, later)]
    captured = [_share(later, who) for who in best]
    right = [float((who & best[2]).sum() / best[2].sum()) for who in best]
    grade = _grade(right[0], right[1])
    tracked = _tracked(found, model)
    return ModelCheck(
        fit=fitted_counts(model, valuation, found.then.end),
        until=str(np.datetime64(found.then.end, "D")),
        last=str(np.datetime64(found.now.end, "D")),
        weeks=days / _DAYS_IN_A_WEEK,
        customers=int(known.sum()),
        expected=float(expected.sum()),
        actual=int(actual.sum()),
        by_frequency=_by_frequency(found.then, expected, actual),
        by_decile=_by_decile(expected, actual),
        days=tracked[0],
        tracked=tracked[1],
        expected_so_far=tracked[2],
        amount=float(later.sum()),
        amount_expected=float(worth.sum()),
        amount_by_baseline=float(before.sum()) * days / (found.then.end - found.span.first + 1),
        captured=captured[0],
        captured_by_baseline=captured[1],
        captured_at_best=captured[2],
        found=right[0],
        found_by_baseline=right[1],
        grade=grade,
        sentence=_sentence(found, grade, captured),
    )


def _best(values: Floats) -> Flags:
    """The best fifth; of two alike, the first id."""
    count = max(1, round(_BEST_SHARE * len(values)))
    best = np.zeros(len(values), dtype=bool)
    best[np.argsort(-values, kind="stable")[:count]] = True
    return best


def _share(later: Floats, who: Flags) -> float:
    total = float(later.sum())
    return float(later[who].sum()) / total if total > 0 else 0.0


def _grade(right: float, baseline: float) -> str:
    if right < baseline:
        return "C"
    return "A" if right >= _GRADE_A * baseline and right > 0 else "B"


def _sentence(found: Buying, grade: str, captured: list[float]) -> str:
    start = (
        f"Fitted to the time up to {date_words(found.then.end)} and held against what came after, "
        f"the fifth that the model thought best brought {percent(captured[0])} of the later "
        f"amounts; the fifth that had spent most so far brought {percent(captured[1])}."
    )
    verdict = {
        "A": "The model finds clearly more of the best customers than the amounts so far do.",
        "B": "The model finds about as many of the best customers as the amounts so far do.",
        "C": "To find the best customers, the amounts so far do better than the model.",
    }
    return f"{start} {verdict[grade]}"


def _by_frequency(
    then: History, expected: Floats, actual: npt.NDArray[np.int64]
) -> tuple[Group, ...]:
    repeats = np.minimum(then.purchases[then.bought] - 1, _MOST_FREQUENT)
    labels = [counted(number, "repeat purchase") for number in range(_MOST_FREQUENT)]
    labels.append(f"{_MOST_FREQUENT} or more")
    return _groups(repeats, labels, expected, actual)


def _by_decile(expected: Floats, actual: npt.NDArray[np.int64]) -> tuple[Group, ...]:
    places = np.empty(len(expected), dtype=np.int64)
    places[np.argsort(-expected, kind="stable")] = np.arange(len(expected))
    tenth = places * _TENTHS // len(expected)
    return _groups(tenth, [f"tenth {number}" for number in range(1, _TENTHS + 1)], expected, actual)


def _groups(
    codes: npt.NDArray[np.int64],
    labels: list[str],
    expected: Floats,
    actual: npt.NDArray[np.int64],
) -> tuple[Group, ...]:
    size = len(labels)
    sums = zip(
        labels,
        np.bincount(codes, minlength=size).tolist(),
        np.bincount(codes, weights=expected, minlength=size).tolist(),
        np.bincount(codes, weights=actual, minlength=size).tolist(),
        strict=True,
    )
    return tuple(
        Group(label, count, said, round(came)) for label, count, said, came in sums if count
    )


def _tracked(
    found: Buying, model: Foretold
) -> tuple[tuple[int, ...], tuple[int, ...], tuple[float, ...]]:
    """All repeat purchases up to some days, as they were and as the model says.

    Customers count from their first purchase on, whenever that was.
    """
    begun = found.now.first[found.now.bought] - found.span.first
    length = len(found.repeats_by_day)
    new = np.bincount(begun, minlength=length)
    fit = model.fit
    of_new = fit.model.expected_of_new(fit.parameters, np.arange(length) / model.unit)
    days = np.unique(np.linspace(0, length - 1, min(_TRACKED, length)).astype(np.int64))
    said = [float(new[: day + 1] @ of_new[day::-1]) for day in days.tolist()]
    so_far = np.cumsum(found.repeats_by_day)[days]
    return tuple(days.tolist()), tuple(so_far.tolist()), tuple(said)
