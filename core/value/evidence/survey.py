"""How satisfied customers are, from their answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.intake.answer_names import turned_top
from core.settings import Answer, Role, Valuation
from core.tables.customers import Placed
from core.tables.sources import SourceTable
from core.tables.value import Survey
from core.value.columns import NO_DAY, Floats, days_of, numbers_of
from core.value.evidence.buying import Span
from core.value.scales import SCALES
from core.value.sums import exact_sums
from core.value.words import counted

_RECOMMENDATION = (0.0, 10.0)
_PROMOTERS, _DETRACTORS = 9, 6
_BEST = 0.8
"""From this share of the scale on an answer is one of the two best of five."""

_NAMED = (
    ("nps", _RECOMMENDATION),
    ("promoter", _RECOMMENDATION),
    ("recommend", _RECOMMENDATION),
    ("ces", (1.0, 7.0)),
)


@dataclass(frozen=True, eq=False)
class Answers:
    """What customers answered; arrays have the shape (customers,).

    Attributes
    ----------
    satisfaction
        Mean answer, drawn towards the mean of all; NaN without any.
    mean
        Mean answer as given; NaN without any.
    answers
        How many.
    advocates
        Whether the mean answer is one of the two best.
    survey
        All answers together.
    meaning
        How satisfaction was worked out, as a sentence.
    """

    satisfaction: Floats
    mean: Floats
    answers: npt.NDArray[np.int64]
    advocates: npt.NDArray[np.bool_]
    survey: Survey
    meaning: str


def answers_of(
    parts: Sequence[Placed], size: int, span: Span, valuation: Valuation
) -> Answers | None:
    """Work out how satisfied each customer is; None if nobody has answered.

    Few answers say little, so the mean of everybody counts as one more answer, or as many as
    the settings say. No answer is no answer, and not a middling one.

    Raises
    ------
    UserError
        If a column does not hold numbers or dates.
    """
    places, values = _rows(parts, span)
    if not len(values):
        return None
    count = np.bincount(places, minlength=size)
    total = exact_sums(places, values, size)
    everybody = float(exact_sums(np.zeros(len(values), np.intp), values, 1)[0]) / len(values)
    weight = max(valuation.answer_weight, 0.0)
    answered = count > 0
    mean, raw = np.full((2, size), np.nan)
    mean[answered] = (total[answered] + weight * everybody) / (count[answered] + weight)
    raw[answered] = total[answered] / count[answered]
    survey = _survey(parts, values, (everybody, int(answered.sum())))
    good = raw >= survey.low + _BEST * (survey.high - survey.low)
    return Answers(mean, raw, count, good, survey, _meaning(survey, everybody, weight))


def _rows(parts: Sequence[Placed], span: Span) -> tuple[npt.NDArray[np.int32], Floats]:
    """Places and answers of the rows that count."""
    places, values = [np.zeros(0, np.int32)], [np.zeros(0)]
    for part in parts:
        column = part.source.column_with(Role.SATISFACTION)
        if column is None:
            continue
        numbers = _turned(part.source, column)
        used = (part.places >= 0) & ~np.isnan(numbers)
        date = part.source.column_with(Role.DATE)
        if date is not None:
            days = days_of(part.source, date)
            used &= (days == NO_DAY) | (days <= span.last)
        places.append(part.places[used])
        values.append(numbers[used])
    return np.concatenate(places), np.concatenate(values)


def _turned(source: SourceTable, column: str) -> Floats:
    """The answers, turned round where somebody has said that 1 is the best."""
    numbers = numbers_of(source, column)
    if dict(source.recipe.answers).get(column) is not Answer.TURNED or np.isnan(numbers).all():
        return numbers
    least = min(1.0, float(np.nanmin(numbers)))  # most scales begin at 1, some at 0
    return least + turned_top(column, float(np.nanmax(numbers))) - numbers


def turned_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on answers that are turned round."""
    return [
        f"‘{name}’ of {source.name} has 1 as the best answer and is turned round, so that more is "
        "better."
        for source in sources
        for name, answer in source.recipe.answers
        if answer is Answer.TURNED
    ]


def _survey(parts: Sequence[Placed], values: Floats, known: tuple[float, int]) -> Survey:
    low, high, reason = _scale(parts, values)
    mean, customers = known
    promoters = None
    if (low, high) == _RECOMMENDATION:
        for_us, against = (values >= _PROMOTERS).mean(), (values <= _DETRACTORS).mean()
        promoters = 100 * float(for_us - against)
    satisfied = float((values >= low + _BEST * (high - low)).mean())
    return Survey(low, high, reason, len(values), customers, mean, promoters, satisfied)


def _scale(parts: Sequence[Placed], values: Floats) -> tuple[float, float, str]:
    """Ends of the scale, and how it was recognised."""
    smallest, largest = float(values.min()), float(values.max())
    fitting = [(low, high) for low, high in SCALES if low <= smallest and largest <= high]
    if not fitting:
        reason = (
            f"No usual scale holds answers from {smallest:g} to {largest:g}; these are its ends."
        )
        return smallest, largest, reason
    columns = [part.source.column_with(Role.SATISFACTION) or "" for part in parts]
    for word, scale in _NAMED:
        named = next((name for name in columns if word in name.casefold()), None)
        if named is not None and scale in fitting:
            return *scale, f"The column is called ‘{named}’."
    low, high = fitting[0]
    return low, high, f"All answers lie from {smallest:g} to {largest:g}."


def _meaning(survey: Survey, everybody: float, weight: float) -> str:
    drawn = ""
    if weight:
        drawn = (
            f", where the mean of all {survey.answers:,} answers, {everybody:.2f}, counts as "
            f"{counted_answers(weight)} more because few answers say little"
        )
    return (
        f"Mean answer on a scale from {survey.low:g} to {survey.high:g}{drawn}; empty for "
        "customers who gave none."
    )


def counted_answers(weight: float) -> str:
    """A weight as a number of answers."""
    return counted(int(weight), "answer") if weight == int(weight) else f"{weight:g} answers"
