"""To which segment customers belong, to which second, and how surely."""

from collections.abc import Mapping
from math import isqrt

from sqlglot import exp

from core.output.scoring.frozen import Scoring
from core.output.scoring.standing import oriented
from core.output.scoring.terms import (
    FAR,
    Term,
    above,
    below,
    case,
    chosen,
    clipped,
    column,
    equal,
    least,
    minus,
    number,
    numbered,
    opposite,
    over,
    plus,
    rounded,
    times,
    total,
    whole,
)
from core.segments.placing import components_of
from core.segments.search.mixture import likelihood_weights
from core.settings import Axis, Scaling
from core.settings.model import AxisScale, Centres, Mixture

_SURE = 40.0
"""From here on the tangent is 1 to the last digit."""


def points(scoring: Scoring, scales: tuple[AxisScale, ...]) -> dict[str, Term]:
    """Give where customers lie on the axes that have weight: whole steps times their length."""
    found = [
        times(_steps(place, axis, scale), number(scale.step))
        for place, (axis, scale) in enumerate(zip(scoring.axes, scales, strict=True), 1)
        if scale.step > 0
    ]
    return numbered("point", found)


def _steps(place: int, axis: Axis, scale: AxisScale) -> Term:
    if scale.kind is Scaling.RANK:
        return column(f"place_{place}")
    own: Term = oriented(axis, place)
    if scale.kind is Scaling.LOG:
        own = _logarithm(own, scale.unit)
    inside = clipped(own, scale.low, scale.high)
    return rounded(over(minus(inside, number(scale.middle)), number(scale.spread)))


def _logarithm(own: Term, unit: float) -> Term:
    """Give the logarithm of the size, with the sign kept."""
    grown = exp.Ln(this=plus(number(1.0), over(exp.Abs(this=own.copy()), number(unit))))
    return case((below(own, number(0.0)), opposite(grown)), otherwise=grown)


def distances(definition: Centres | Mixture) -> dict[str, Term]:
    """Give how far each segment is from a customer, who belongs to the nearest.

    With centres it is the squared distance; with a mixture the logarithm of share times density,
    its sign changed.
    """
    if isinstance(definition, Centres):
        return numbered("near", [_square(centre) for centre in definition.places])
    weights = -likelihood_weights(components_of(definition))
    return numbered("near", [_unlikely(one) for one in weights.tolist()])


def _square(centre: tuple[float, ...]) -> Term:
    gaps = [minus(column(f"point_{axis}"), number(own)) for axis, own in enumerate(centre, 1)]
    return total([times(gap, gap) for gap in gaps])


def _unlikely(weights: list[float]) -> Term:
    axes = [column(f"point_{axis}") for axis in range(1, isqrt(len(weights)) + 1)]
    features = [*axes, *(times(one, other) for one in axes for other in axes)]
    parts = [times(number(one), what) for one, what in zip(weights[1:], features, strict=True)]
    return total([number(weights[0]), *parts])


def nearest(count: int) -> dict[str, Term]:
    """Find the nearest segment of a scored customer; of equally near ones the lower code."""
    return {"segment": _if_scored(least(_near(count)))}


def others(count: int) -> dict[str, Term]:
    """Give the distances once more, with the own segment out of reach."""
    own = column("segment")
    return {
        f"other_{code}": case((equal(own, whole(code)), number(FAR)), otherwise=near)
        for code, near in _near(count).items()
    }


def second(count: int) -> dict[str, Term]:
    """Find the second nearest segment, and how far the nearest is."""
    rest = {code: column(f"other_{code}") for code in range(1, count + 1)}
    found = least(rest) if count > 1 else column("segment")
    return {"second": _if_scored(found), "nearest": chosen(column("segment"), _near(count))}


def sureness(definition: Centres | Mixture, count: int) -> dict[str, Term]:
    """Give the chance to belong to the segment and not to the second one, 0.5 to 1."""
    if count == 1:
        return {"sure": _if_scored(number(1.0))}
    first, following = column("nearest"), chosen(column("second"), _near(count))
    gap = minus(following, first)
    if isinstance(definition, Centres):
        confidence = over(gap, plus(following, first))
    else:
        confidence = _tangent(gap)
    return {"sure": over(plus(number(1.0), confidence), number(2.0))}


def _tangent(gap: Term) -> Term:
    """Give the hyperbolic tangent of half a gap; far out it is 1, where some engines give up."""
    shrunk = exp.Exp(this=minus(number(0.0), gap))
    inside = over(minus(number(1.0), shrunk), plus(number(1.0), shrunk))
    return case((above(gap, number(_SURE)), number(1.0)), otherwise=inside)


def _near(count: int) -> Mapping[int, Term]:
    return {code: column(f"near_{code}") for code in range(1, count + 1)}


def _if_scored(term: Term) -> Term:
    return case((equal(column("scored"), whole(1)), term))
