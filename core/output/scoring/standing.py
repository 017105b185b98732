"""Where customers stand: the value of each axis, its rank as it was frozen, and the score."""

from collections.abc import Iterator

from sqlglot import exp

from core.output.scoring.formulas import formula_term
from core.output.scoring.frozen import Scoring
from core.output.scoring.terms import (
    Term,
    all_of,
    at_least,
    below,
    case,
    cast,
    clipped,
    column,
    equal,
    flag,
    known,
    minus,
    name,
    named,
    number,
    numbered,
    opposite,
    over,
    plus,
    rounded,
    rounded_off,
    rows,
    selected,
    times,
    whole,
)
from core.settings import Axis, Direction, Missing
from core.settings.model import Ladder

_DIGITS_OF_TARGETS = 12
_BUCKET = 64
"""Rungs of a ladder that are looked through for one customer."""

_ENDLESS = 1.7976931348623157e308
_RUNG = {"value": "DOUBLE", "place": "DOUBLE"}


def values(scoring: Scoring) -> dict[str, Term]:
    """Give the value of each axis; nothing where it is missing and nothing is assumed."""
    found = [
        _filled(formula_term(axis.formula, scoring.fields), axis, ladder)
        for axis, ladder in zip(scoring.axes, scoring.ladders, strict=True)
    ]
    return numbered("value", found)


def _filled(value: Term, axis: Axis, ladder: Ladder) -> Term:
    if axis.missing is Missing.LEAVE_OUT:
        return value
    stand_in = 0.0 if axis.missing is Missing.ZERO else ladder.typical
    return exp.Coalesce(this=value, expressions=[number(stand_in)])


def apart(scoring: Scoring) -> dict[str, Term]:
    """Give how far from its target each axis is that has one, before it is rounded."""
    return {
        f"apart_{place}": exp.Abs(this=minus(column(f"value_{place}"), number(axis.target)))
        for place, axis in enumerate(scoring.axes, 1)
        if axis.direction is Direction.TARGET and axis.target is not None
    }


def turned(scoring: Scoring) -> dict[str, Term]:
    """Give how far from its target a value counts as, and values turned so that more is better.

    An axis whose values are as they should be needs neither, see `measured` and `oriented`.
    """
    found: dict[str, Term] = {}
    for place, axis in enumerate(scoring.axes, 1):
        own: Term = column(f"value_{place}")
        if axis.direction is Direction.TARGET:
            own = rounded_off(column(f"apart_{place}"), _DIGITS_OF_TARGETS)
            found[f"measured_{place}"] = own
        if axis.direction is not Direction.MORE:
            found[f"turned_{place}"] = opposite(own)
    return found


def measured(axis: Axis, place: int) -> exp.Column:
    """Give the column of an axis, from 1, that limits speak of."""
    stem = "measured" if axis.direction is Direction.TARGET else "value"
    return column(f"{stem}_{place}")


def oriented(axis: Axis, place: int) -> exp.Column:
    """Give the column of an axis, from 1, in which more is better."""
    stem = "value" if axis.direction is Direction.MORE else "turned"
    return column(f"{stem}_{place}")


def within(scoring: Scoring) -> dict[str, Term]:
    """Keep each value within the ends of its ladder, and tell whether a customer is scored."""
    inside = [
        clipped(oriented(axis, place), ladder.values[0], ladder.values[-1])
        for place, (axis, ladder) in enumerate(zip(scoring.axes, scoring.ladders, strict=True), 1)
    ]
    every = [known(column(f"value_{place}")) for place in range(1, len(inside) + 1)]
    return {**numbered("within", inside), "scored": flag(exp.and_(*every))}


def buckets(scoring: Scoring) -> dict[str, Term]:
    """Tell in which part of its ladder each value is, so that few rungs are looked through."""
    found = [
        _bucket(column(f"within_{place}"), ladder.values[_BUCKET::_BUCKET])
        for place, ladder in enumerate(scoring.ladders, 1)
    ]
    return numbered("bucket", found)


def _bucket(own: exp.Column, starts: tuple[float, ...]) -> Term:
    """Count the starts up to a value."""
    branches = [(below(own, number(start)), whole(place)) for place, start in enumerate(starts)]
    return case(*branches, (known(own), whole(len(starts))))


def ladders(scoring: Scoring) -> Iterator[tuple[str, exp.Select]]:
    """Give the ladder of each axis as a small table: from a value up to the next one.

    The query brings the values and their places along; what follows from them is worked out there,
    so that it stays as short as databases want it.
    """
    for place, ladder in enumerate(scoring.ladders, 1):
        steps = zip(ladder.values, map(float, ladder.places), strict=True)
        yield f"rungs_{place}", rows(_RUNG, list(steps))
        yield f"ladder_{place}", _ladder(f"rungs_{place}")


def _ladder(rungs: str) -> exp.Select:
    """Tell how far each rung reaches, how steep it is, and in which part of the ladder it is."""
    value, place = column("value"), column("place")
    rise = minus(exp.Coalesce(this=_next(place), expressions=[place.copy()]), place)
    upper = exp.Coalesce(this=_next(value), expressions=[number(_ENDLESS)])
    before = minus(_in_order(exp.RowNumber()), whole(1))
    found = {
        "bucket": cast(exp.Floor(this=over(before, number(float(_BUCKET)))), "INT"),
        "value": value,
        "upper": upper,
        "place": place,
        # What is between two places is found in the same way as by numpy.interp.
        "slope": over(rise, minus(upper, value)),
    }
    return selected(named(found), rungs)


def _next(own: exp.Column) -> exp.Window:
    return _in_order(exp.Lead(this=own.copy()))


def _in_order(what: Term) -> exp.Window:
    """Take something over the rungs from the lowest to the highest."""
    rungs = exp.Ordered(this=column("value"), nulls_first=True)
    return exp.Window(this=what, order=exp.Order(expressions=[rungs]))


def placed(source: str, scoring: Scoring) -> exp.Select:
    """Find the place of each value on its ladder, as a whole number."""
    numbers = range(1, len(scoring.ladders) + 1)
    query = selected(
        [all_of(source), *named({f"place_{one}": _place(one) for one in numbers})], source
    )
    for one in numbers:
        query = query.join(
            exp.Table(this=name(f"ladder_{one}")), on=_on(one, source), join_type="left", copy=False
        )
    return query


def _place(axis: int) -> Term:
    rung = f"ladder_{axis}"
    beyond = minus(column(f"within_{axis}"), column("value", rung))
    return rounded(plus(times(column("slope", rung), beyond), column("place", rung)))


def _on(axis: int, source: str) -> Term:
    rung, own = f"ladder_{axis}", column(f"within_{axis}", source)
    return exp.and_(
        equal(column("bucket", rung), column(f"bucket_{axis}", source)),
        at_least(own, column("value", rung)),
        below(own, column("upper", rung)),
    )


def scores(scoring: Scoring) -> dict[str, Term]:
    """Give the score on each axis, 0 to 1: (place + N) / (2 N)."""
    found = [
        over(
            plus(column(f"place_{place}"), number(float(ladder.customers))),
            number(2.0 * ladder.customers),
        )
        for place, ladder in enumerate(scoring.ladders, 1)
    ]
    return numbered("score", found)
