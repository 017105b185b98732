"""What each action gains for a customer, and which one gains most; see `core.actions.weighing`."""

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp

from core.actions.states import OWN_SHARE, Usual
from core.actions.worth import axis_of, counts_cost
from core.output.scoring.frozen import Advice, Offer, Scoring
from core.output.scoring.rules import allowed
from core.output.scoring.terms import (
    FAR,
    Term,
    above,
    at_least,
    below,
    case,
    chosen,
    clipped,
    column,
    double,
    equal,
    in_single,
    is_one,
    least,
    minus,
    number,
    numbered,
    over,
    plus,
    rounded,
    times,
    total,
    whole,
)
from core.settings import COST_TO_SERVE, LIFETIME_VALUE

_DIGITS_OF_SQUARES, _DIGITS_OF_GAINS = 12, 6
_MIXED = ("natural", "lasting_natural", "value_mean", "cost_mean")


def of_segments(advice: Advice) -> dict[str, Term]:
    """Give what has to be known of the own and of the second segment.

    A table of the segments that is joined would say the same, but planners of joins follow the
    segment back through everything that it is made from.
    """
    worth = advice.worth
    means = (tuple(usual.means.tolist()) for usual in (worth.value, worth.cost))
    parts = (worth.natural, worth.lasting_natural, *means)
    found = {
        f"{whose}_{one}": _of(key, amounts)
        for whose, key in (("own", "segment"), ("other", "second"))
        for one, amounts in zip(_MIXED, parts, strict=True)
    }
    centres = zip(*advice.centres, strict=True)
    return {**found, **numbered("centre", [_of("segment", one) for one in centres])}


def _of(key: str, amounts: Sequence[float]) -> Term:
    """Give the amount of the segment whose code is in a column."""
    values = {code: number(float(amount)) for code, amount in enumerate(amounts, 1)}
    return double(chosen(column(key), values))


def mixed() -> dict[str, Term]:
    """Give amounts mixed over the own and the second segment."""
    sure, rest = column("sure"), minus(number(1.0), column("sure"))
    return {
        one: plus(times(sure, column(f"own_{one}")), times(rest, column(f"other_{one}")))
        for one in _MIXED
    }


def own_parts(scoring: Scoring, advice: Advice) -> dict[str, Term]:
    """Give what a customer brings and costs more than their segment, in a period."""
    value = axis_of(LIFETIME_VALUE, scoring.axes)
    cost = axis_of(COST_TO_SERVE, scoring.axes)
    months = advice.economics.horizon_months / advice.economics.cost_months
    found: dict[str, Term] = {"value_apart": number(0.0), "cost_apart": number(0.0)}
    if value is not None:
        own: Term = column(f"value_{value + 1}")
        found["value_apart"] = _apart(own, advice.worth.value, "value_mean", advice)
    if cost is not None and counts_cost(scoring.axes, advice.economics):
        own = times(column(f"value_{cost + 1}"), number(months))
        found["cost_apart"] = _apart(own, advice.worth.cost, "cost_mean", advice)
    return found


def _apart(own: Term, usual: Usual, mean: str, advice: Advice) -> Term:
    apart = minus(clipped(own, usual.low, usual.high), column(mean))
    return over(times(number(OWN_SHARE), apart), number(float(advice.worth.periods)))


def spots(advice: Advice) -> dict[str, Term]:
    """Give where each action puts a customer on the axes that it moves."""
    return {
        f"spot_{place}_{axis + 1}": _moved(axis, far, advice.goal[axis])
        for place, offer in _moving(advice)
        for axis, far in offer.moved
    }


def _moving(advice: Advice) -> Iterator[tuple[int, Offer]]:
    return ((place, offer) for place, offer in enumerate(advice.catalogue, 1) if offer.ways)


def _moved(axis: int, far: float, goal: float) -> Term:
    """Lift a score as far as the goal, or lower it as far as 0."""
    own = column(f"score_{axis + 1}")
    moved = plus(own, number(far))
    top = case((above(own, number(goal)), own.copy()), otherwise=number(goal))
    return case((below(moved, number(0.0)), number(0.0)), (above(moved, top), top), otherwise=moved)


def squares(scoring: Scoring, advice: Advice) -> dict[str, Term]:
    """Give the squared distances from each segment, of customers and of where actions put them."""
    endings = sorted({way.ending for _, offer in _moving(advice) for way in offer.ways})
    found = {f"way_{code}": _square(scoring, {}, _centre(advice, code)) for code in endings}
    for place, offer in _moving(advice):
        moved = {axis: column(f"spot_{place}_{axis + 1}") for axis, _ in offer.moved}
        own = [column(f"centre_{axis + 1}") for axis in range(len(advice.goal))]
        found[f"stay_{place}"] = _square(scoring, moved, own)
        for way in offer.ways:
            there = is_one(column("segment"), [whole(code) for code in way.starts])
            square = _square(scoring, moved, _centre(advice, way.ending))
            found[f"go_{place}_{way.ending}"] = case((there, square), otherwise=number(FAR))
    return found


def _centre(advice: Advice, code: int) -> list[Term]:
    return [number(place) for place in advice.centres[code - 1]]


def _square(scoring: Scoring, moved: Mapping[int, Term], centre: Sequence[Term]) -> Term:
    parts = []
    for place, (axis, there) in enumerate(zip(scoring.axes, centre, strict=True)):
        gap = minus(moved.get(place, column(f"score_{place + 1}")), there)
        parts.append(times(number(axis.weight), times(gap, gap)))
    return rounded(total(parts), _DIGITS_OF_SQUARES)


def endings(advice: Advice) -> dict[str, Term]:
    """Find where each action leads a customer: the nearest segment nearer than their own."""
    return {
        f"ending_{place}": least(
            {way.ending: column(f"go_{place}_{way.ending}") for way in offer.ways},
            limit=column(f"stay_{place}"),
        )
        for place, offer in _moving(advice)
    }


def reaches(advice: Advice) -> dict[str, Term]:
    """Give the square of the share of the way that is left after each action."""
    return {f"reach_{place}": _reach(place, offer) for place, offer in _moving(advice)}


def _reach(place: int, offer: Offer) -> Term:
    branches = []
    for way in offer.ways:
        left, far = column(f"go_{place}_{way.ending}"), column(f"way_{way.ending}")
        here = equal(column(f"ending_{place}"), whole(way.ending))
        there = exp.and_(here, above(far, number(0.0)))
        branches.append((there, minus(number(1.0), exp.Sqrt(this=over(left, far)))))
    return case(*branches, otherwise=number(0.0))


def gains(scoring: Scoring, advice: Advice) -> dict[str, Term]:
    """Give what each action gains for a customer who may get it; 0 for others."""
    found: dict[str, Term] = {}
    for place, offer in enumerate(advice.catalogue, 1):
        may = allowed(place, offer, scoring, advice.economics.selling_needs)
        if offer.action.moves:
            if not offer.ways:
                continue
            may.append(above(column(f"reach_{place}"), number(0.0)))
        may.append(equal(column("scored"), whole(1)))
        gain = _gain(place, offer, advice)
        found[f"gain_{place}"] = case((exp.and_(*may), gain), otherwise=number(0.0))
    return found


def narrowed(places: Sequence[int]) -> dict[str, Term]:
    """Give gains as the program keeps them: with the digits of a number of 32 bits."""
    return {f"narrow_{place}": in_single(column(f"gain_{place}")) for place in places}


def _gain(place: int, offer: Offer, advice: Advice) -> Term:
    """Give ``arrival * (worth with it - worth without) - cost``."""
    action, arrival = offer.action, number(offer.action.success)
    if offer.ways:
        arrival = times(arrival, column(f"reach_{place}"))
    value, cost = column("value_apart"), column("cost_apart")
    apart = times(column("lasting_natural"), minus(value, cost))
    more = minus(_worth_there(place, offer, advice), plus(column("natural"), apart))
    return rounded(minus(times(arrival, more), number(action.unit_cost)), _DIGITS_OF_GAINS)


def _worth_there(place: int, offer: Offer, advice: Advice) -> Term:
    """Give what a customer is worth in the ending segment, with what sets them apart and lasts."""
    changed = dict(offer.action.moves)
    value, cost = (
        number(0.0) if measure in changed else column(own)
        for measure, own in ((LIFETIME_VALUE, "value_apart"), (COST_TO_SERVE, "cost_apart"))
    )
    ending = f"ending_{place}" if offer.ways else "segment"
    worth, lasting = (_of(ending, one) for one in (advice.worth.values, advice.worth.lasting))
    return plus(worth, times(lasting, minus(value, cost)))


def choice(places: Sequence[int]) -> Term:
    """Give the number of the action that gains most, 0 for none; of equal ones the first."""
    branches = []
    for index, place in enumerate(places):
        own = column(f"narrow_{place}")
        rivals = [at_least(own, column(f"narrow_{one}")) for one in places[index + 1 :]]
        branches.append((exp.and_(above(own, whole(0)), *rivals), whole(place)))
    return case(*branches, otherwise=whole(0)) if branches else whole(0)
