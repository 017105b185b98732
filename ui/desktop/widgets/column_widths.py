"""How the width of a table is shared among its columns."""

import math
from collections.abc import Mapping

from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.metrics import px

Headings = tuple[Heading, ...]


def shared_widths(headings: Headings, needs: Mapping[int, int], room: int) -> dict[int, int]:
    """Share what is left, or what is lacking, among the columns that stretch.

    Parameters
    ----------
    headings
        Those of all columns.
    needs
        The width that each column that is shown needs, by its place.
    room
        The width that there is, in pixels.
    """
    stretching = [column for column in needs if headings[column].stretch]
    left = room - sum(needs.values())
    widths = dict(needs)
    if left < 0:
        return widths | _narrowed(headings, {one: needs[one] for one in stretching}, -left)
    total = sum(headings[column].stretch for column in stretching)
    for column in stretching:
        part = left * headings[column].stretch // total
        left, total = left - part, total - headings[column].stretch
        widths[column] = needs[column] + part
    return widths


def _narrowed(headings: Headings, needs: Mapping[int, int], lacking: int) -> dict[int, int]:
    """Take what is lacking from columns by what each can give."""
    spare = {
        column: 0 if headings[column].firm else max(need - px(headings[column].least), 0)
        for column, need in needs.items()
    }
    share = min(lacking / (sum(spare.values()) or 1), 1.0)
    return {column: need - math.ceil(spare[column] * share) for column, need in needs.items()}
