"""What keeps an action from a customer: conditions on columns, on the segment and on scores."""

from collections.abc import Callable, Iterator

from sqlglot import exp

from core.actions.worth import axis_of
from core.output.scoring.frozen import Cooling, Offer, Rule, RuleKind, Scoring
from core.output.scoring.terms import (
    Term,
    at_least,
    at_most,
    case,
    cast,
    column,
    double,
    equal,
    flag,
    is_one,
    known,
    never,
    number,
    text,
    whole,
)
from core.output.scoring.texts import folded, is_blank, is_filled
from core.settings import SATISFACTION, Comparison


def open_by_columns(scoring: Scoring) -> dict[str, Term]:
    """Tell of each action whether the columns of a customer let them have it, 1 or 0."""
    offers = scoring.advice.catalogue if scoring.advice is not None else ()
    found: dict[str, Term] = {}
    for place, offer in enumerate(offers, 1):
        conditions = [holds(rule) for rule in offer.rules if rule.kind is not RuleKind.SEGMENT]
        conditions += [known(column(one)) if one else never() for one in offer.had]
        if offer.cooling is not None:
            conditions.append(_long_ago(offer.cooling))
        if conditions:
            found[f"open_{place}"] = flag(exp.and_(*conditions))
    return found


def allowed(place: int, offer: Offer, scoring: Scoring, selling_needs: float) -> list[Term]:
    """Give all conditions under which a customer who has been placed may get an action."""
    found = [holds(rule) for rule in offer.rules if rule.kind is RuleKind.SEGMENT]
    if f"open_{place}" in open_by_columns(scoring):
        found.append(equal(column(f"open_{place}"), whole(1)))
    return [*found, *_scores(offer, scoring, selling_needs)]


def _scores(offer: Offer, scoring: Scoring, selling_needs: float) -> Iterator[Term]:
    """Yield the conditions on scores: what the action needs, and the order rule."""
    for measure, lowest, highest in offer.action.needs:
        axis = axis_of(measure, scoring.axes)
        if axis is not None:
            own = column(f"score_{axis + 1}")
            yield at_least(own, number(lowest))
            yield at_most(own, number(highest))
    axis = axis_of(SATISFACTION, scoring.axes)
    if offer.action.sells and axis is not None:
        yield at_least(column(f"score_{axis + 1}"), number(selling_needs))


def _long_ago(cooling: Cooling) -> Term:
    """Whether a customer had an action long enough ago, or never."""
    own = column(cooling.column)
    not_yet = exp.Is(this=own, expression=exp.Null())
    before = at_most(cast(own.copy(), "TIMESTAMP"), _moment(cooling.latest))
    return exp.Paren(this=exp.or_(not_yet, before))


def holds(rule: Rule) -> Term:
    """Whether a rule holds for a customer, with the columns as their database has them."""
    own = column(rule.column)
    texts = rule.kind is RuleKind.TEXTS
    if rule.test is Comparison.KNOWN:
        return is_filled(own) if texts else known(own)
    if rule.test is Comparison.UNKNOWN:
        return is_blank(own) if texts else exp.Is(this=own, expression=exp.Null())
    if rule.test is Comparison.AT_LEAST:
        return at_least(_read(rule, own), _limit(rule))
    if rule.test is Comparison.AT_MOST:
        return at_most(_read(rule, own), _limit(rule))
    found = _ONE_OF[rule.kind](own, rule.values)
    if rule.test is Comparison.IS_NOT:
        return equal(case((found, whole(0)), otherwise=whole(1)), whole(1))
    return found


def _read(rule: Rule, own: Term) -> Term:
    return cast(own, "TIMESTAMP") if rule.kind is RuleKind.DAYS else double(own)


def _limit(rule: Rule) -> Term:
    value = rule.values[0]
    return _moment(str(value)) if rule.kind is RuleKind.DAYS else number(float(value))


def _moment(written: str) -> Term:
    return cast(text(written), "TIMESTAMP")


def _one_number(own: Term, values: tuple[float | str, ...]) -> Term:
    return is_one(double(own), [number(float(value)) for value in values])


def _one_day(own: Term, values: tuple[float | str, ...]) -> Term:
    return is_one(cast(own, "DATE"), [cast(text(str(value)), "DATE") for value in values])


def _one_truth(own: Term, values: tuple[float | str, ...]) -> Term:
    wanted = [equal(own, exp.Boolean(this=bool(value))) for value in values]
    return exp.Paren(this=exp.or_(*wanted)) if wanted else never()


def _one_text(own: Term, values: tuple[float | str, ...]) -> Term:
    return is_one(folded(own), [text(str(value)) for value in values])


def _one_segment(_own: Term, values: tuple[float | str, ...]) -> Term:
    return is_one(column("segment"), [whole(int(value)) for value in values])


_ONE_OF: dict[RuleKind, Callable[[Term, tuple[float | str, ...]], Term]] = {
    RuleKind.NUMBERS: _one_number,
    RuleKind.DAYS: _one_day,
    RuleKind.TRUTHS: _one_truth,
    RuleKind.TEXTS: _one_text,
    RuleKind.SEGMENT: _one_segment,
}
