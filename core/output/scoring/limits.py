"""To which segment customers belong that are set by limits, to which second, and how surely."""

import numpy as np
from sqlglot import exp

from core.output.scoring.frozen import Scoring
from core.output.scoring.standing import measured
from core.output.scoring.terms import (
    FAR,
    Term,
    all_of,
    at_least,
    case,
    column,
    equal,
    flag,
    least,
    minus,
    name,
    number,
    numbered,
    plus,
    rows,
    selected,
    total,
    whole,
)
from core.segments.rules.boxes import Parts, heights_of, neighbours, parts_of
from core.settings.model import Boxes

_TOWARDS = (-1, 1)


def cells(scoring: Scoring, boxes: Boxes) -> dict[str, Term]:
    """Tell between which limits of each axis a customer is: how many limits they reach."""
    found = []
    ends = _parts(scoring, boxes).cuts
    for place, (axis, cuts) in enumerate(zip(scoring.axes, ends, strict=True), 1):
        own = measured(axis, place)
        reached = [flag(at_least(own, number(cut))) for cut in cuts.tolist()]
        found.append(total(reached) if reached else whole(0))
    return numbered("cell", found)


def _parts(scoring: Scoring, boxes: Boxes) -> Parts:
    return parts_of(boxes.boxes, tuple(axis.measure for axis in scoring.axes))


def part_rows(scoring: Scoring, boxes: Boxes) -> exp.Select:
    """Give every part between limits as a small table.

    Its segment and, on each axis downwards and upwards, the next other segment and the score of
    the limit before it.
    """
    parts, axes = _parts(scoring, boxes), range(1, len(scoring.axes) + 1)
    places = [f"at_{axis}" for axis in axes]
    columns = dict.fromkeys((*places, "segment"), "INT")
    found: list[np.ndarray] = [*np.indices(parts.codes.shape), parts.codes]
    ways = ((axis, towards) for axis in axes for towards in _TOWARDS)
    for place, (axis, towards) in enumerate(ways, 1):
        columns |= {f"across_{place}": "INT", f"height_{place}": "DOUBLE"}
        found += _across(scoring, parts, axis - 1, towards)
    return rows(columns, list(zip(*(one.ravel().tolist() for one in found), strict=True)))


def _across(scoring: Scoring, parts: Parts, axis: int, towards: int) -> list[np.ndarray]:
    """Give the next other segment of each part, and the score at the limit; far if none."""
    other, cut = neighbours(parts.codes, axis, towards)
    heights = heights_of(parts.cuts[axis], scoring.axes[axis], scoring.ladders[axis])
    return [other, np.where(cut < 0, FAR, np.append(heights, FAR)[cut])]


def parted(source: str, scoring: Scoring) -> exp.Select:
    """Put beside each customer the part that they are in."""
    axes = range(1, len(scoring.axes) + 1)
    same = [equal(column(f"cell_{axis}", source), column(f"at_{axis}", "parts")) for axis in axes]
    scored = equal(column("scored", source), whole(1))
    query = selected([all_of(source), all_of("parts")], source)
    table = exp.Table(this=name("parts"))
    return query.join(table, on=exp.and_(scored, *same), join_type="left", copy=False)


def gaps(scoring: Scoring) -> dict[str, Term]:
    """Give how far the limits around a customer are, as scores."""
    ways = range(1, len(_TOWARDS) * len(scoring.axes) + 1)
    return {
        f"gap_{way}": exp.Abs(
            this=minus(column(f"score_{(way + 1) // len(_TOWARDS)}"), column(f"height_{way}"))
        )
        for way in ways
    }


def nearest_way(scoring: Scoring) -> dict[str, Term]:
    """Find across which limit the second segment is."""
    ways = range(1, len(_TOWARDS) * len(scoring.axes) + 1)
    return {"nearest": least({way: column(f"gap_{way}") for way in ways})}


def second(scoring: Scoring) -> dict[str, Term]:
    """Give the segment across the nearest limit, and the chance not to belong to it, 0.5 to 1."""
    ways = range(1, len(_TOWARDS) * len(scoring.axes) + 1)
    here = [equal(column("nearest"), whole(way)) for way in ways]
    gap = case(*((at, column(f"gap_{way}")) for at, way in zip(here, ways, strict=True)))
    across = ((at.copy(), column(f"across_{way}")) for at, way in zip(here, ways, strict=True))
    half = number(0.5)
    return {
        "second": case(*across),
        "sure": case((at_least(gap, half), number(1.0)), otherwise=plus(half, gap)),
    }
