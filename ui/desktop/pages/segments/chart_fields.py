"""The nine fields of the session's customers: how many, who they are, and the same as a table."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ui.desktop.charts.fields import Field, field_of, nine_fields
from ui.desktop.charts.nine_fields import WORDS
from ui.desktop.charts.points import ScatterSegment
from ui.desktop.numbers import number, shares
from ui.desktop.pages.segments.arrays import Arrays
from ui.desktop.selection import Selection
from ui.desktop.widgets.cells import Cell, Heading

Flags = npt.NDArray[np.bool_]
Places = tuple[int, int]


def fields_of(
    arrays: Arrays, places: Places, kept: Selection | None, selection: Selection | None
) -> tuple[Field, ...]:
    """Count the customers in the nine fields of the axes at two places."""
    across, up = (arrays.scores[:, place] for place in places)
    members = [None if one is None else one.members for one in (kept, selection)]
    return nine_fields(across, up, arrays.codes, *members)


def members_of(arrays: Arrays, places: Places, thirds: Places, kept: Selection | None) -> Flags:
    """Tell of each customer whether they are in a field."""
    members: Flags = arrays.codes > 0
    for place, third in zip(places, thirds, strict=True):
        members &= field_of(arrays.scores[:, place]) == third
    return members if kept is None else members & kept.members


def fields_note(fields: tuple[Field, ...], codes: npt.NDArray[np.integer]) -> str:
    """Return how many customers the nine fields hold, and what the thirds are.

    ``codes`` are the segments of all customers.
    """
    shown = sum(field.customers for field in fields)
    scored = int(np.count_nonzero(codes))
    sentences = [f"Showing {number(shown)} of {number(len(codes))}."]
    if scored > shown:
        sentences.append(f"{number(scored - shown)} left out by the filter.")
    if scored < len(codes):
        sentences.append(f"{number(len(codes) - scored)} without a score.")
    return " ".join([*sentences, "Each field is a third of the scores on either axis."])


def fields_table(
    fields: tuple[Field, ...], names: tuple[str, str], segments: Sequence[ScatterSegment]
) -> tuple[tuple[Heading, ...], tuple[tuple[Cell, ...], ...]]:
    """Return headings and rows of the nine fields as a table, the best one first, and a total."""
    headings = (
        Heading(names[0], stretch=1),
        Heading(names[1], stretch=1),
        Heading("Customers", right=True),
        Heading("Share", right=True),
        Heading("Selected", right=True),
        Heading("Most of them", stretch=2, least=120),
    )
    known = {segment.code: segment for segment in segments}
    found = [(field.customers, field.selected) for field in fields]
    percent = shares([field.customers for field in fields])
    rows = [
        (
            Cell(WORDS[field.across]),
            Cell(WORDS[field.up]),
            _count(field.customers),
            Cell(f"{number(share, 1)} %", plain=f"{share:.1f}"),
            _count(field.selected),
            _greatest(field, known),
        )
        for field, share in zip(fields, percent, strict=True)
    ]
    total = (Cell("All"), Cell(), *(_count(sum(column)) for column in zip(*found, strict=True)))
    return headings, (*reversed(rows), (*total[:3], Cell("100.0 %", plain="100"), total[3]))


def _count(count: int) -> Cell:
    return Cell(number(count), str(count), look="" if count else "quiet")


def _greatest(field: Field, segments: dict[int, ScatterSegment]) -> Cell:
    """Name the segment that most customers of a field belong to."""
    if not field.parts:
        return Cell()
    code, count = max(field.parts, key=lambda part: (part[1], -part[0]))
    segment = segments.get(code)
    if segment is None:
        return Cell()
    return Cell(segment.name, note=number(count), mark=segment.style)
