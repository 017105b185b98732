"""The first and the last rows of a source, as they stand and as they were read."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from core.intake.column import moment_text, number_text
from core.intake.grid import Grid
from core.intake.masks import Mask, every_row
from core.intake.typing.typed import Typed, Values
from core.tables.sources import SideBySide

_EACH = 3


def side_by_side(grid: Grid, typed: Mapping[str, Typed], accepted: Mask) -> tuple[SideBySide, ...]:
    """The first three and the last three accepted rows, cell by cell."""
    places = every_row(accepted)
    shown = map(int, (*places[:_EACH], *places[max(len(places) - _EACH, _EACH) :]))
    return tuple(
        SideBySide(
            int(grid.rows[place]),
            tuple(column.text_at(place) for column in grid.columns),
            tuple(typed_text(column.values, place) for column in typed.values()),
        )
        for place in shown
    )


def typed_text(values: Values, place: int) -> str:
    """One typed cell as text: ISO dates, numbers with a decimal point, "" for a missing one."""
    value = values[place]
    if pd.isna(value):
        return ""
    if isinstance(value, np.datetime64):
        return moment_text(value)
    if isinstance(value, float | np.floating):
        return number_text(float(value))
    return str(value)
