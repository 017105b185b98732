"""Columns of profiles as measures; a name that two sources share is one or two of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import is_bool_dtype

from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Role
from core.tables.customers import Measure, MeasureColumn, Placed
from core.tables.sources import Column, ColumnType
from core.value.columns import free_name
from core.value.words import listed

STANDS_FOR = {
    Role.SATISFACTION: SATISFACTION,
    Role.COST: COST_TO_SERVE,
    Role.LIFETIME_VALUE: LIFETIME_VALUE,
}
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
NOT_MEASURES = (Role.CUSTOMER, Role.IGNORED)


@dataclass(frozen=True, eq=False)
class _Found:
    """A column of one source, laid out along the roll; ``known`` marks the source's customers."""

    source: str
    column: Column
    cells: pd.Series
    known: npt.NDArray[np.bool_]


def profile_measures(
    profiles: Sequence[Placed], size: int, reserved: Collection[str]
) -> list[MeasureColumn]:
    """Every column of the profiles that says something about a customer.

    Parameters
    ----------
    profiles
        The sources with one row per customer.
    size
        How many customers there are.
    reserved
        Names that are taken by measures worked out from events; a column of such a name is
        called ``Name (source)``.

    Returns
    -------
    list of MeasureColumn
        In file order. Columns of one name that agree for all customers they share are one
        measure; otherwise each has its source in its name.
    """
    by_name: dict[str, list[_Found]] = {}
    for profile in profiles:
        for found in _columns_of(profile, size):
            by_name.setdefault(found.column.name, []).append(found)
    measures: list[MeasureColumn] = []
    taken = {*reserved, *by_name}
    for name, columns in by_name.items():
        apart = not all(_agree(columns[0], other) for other in columns[1:])
        for group in [[column] for column in columns] if apart else [columns]:
            final = name
            if apart or name in reserved:
                final = free_name(f"{name} ({group[0].source})", taken)
                taken.add(final)
            measures.append(_merged(group, final))
    return measures


def apart_notes(measures: Sequence[Measure]) -> list[str]:
    """Sentences on columns of one name that say different things of the same customers."""
    sources: dict[str, list[str]] = {}
    for measure in measures:
        ending = f" ({measure.source})"
        if measure.name.endswith(ending):
            sources.setdefault(measure.name.removesuffix(ending), []).append(measure.source)
    apart: dict[str, list[str]] = {}
    for name, files in sources.items():
        if len(files) > 1:
            apart.setdefault(listed(files), []).append(f"‘{name}’")
    return [
        f"In {files} the same customers differ in {listed(names)}, so each file keeps its own. "
        "If one is of an earlier time, add it as an earlier period."
        for files, names in apart.items()
    ]


def _columns_of(profile: Placed, size: int) -> list[_Found]:
    rows = np.full(size, -1)
    kept = np.flatnonzero(profile.places >= 0)
    rows[profile.places[kept]] = kept
    return [
        _Found(profile.source.name, column, _laid_out(profile, column, rows), rows >= 0)
        for column in profile.source.columns
        if column.role not in NOT_MEASURES
    ]


def _laid_out(profile: Placed, column: Column, rows: npt.NDArray[np.intp]) -> pd.Series:
    cells = profile.source.table[column.name]
    if bool((rows < 0).any()) and cells.dtype.kind in "iub":
        cells = cells.astype("boolean" if is_bool_dtype(cells.dtype) else "Int64")
    return pd.Series(cells.array.take(rows, allow_fill=True))


def _agree(one: _Found, other: _Found) -> bool:
    """Whether two columns say the same of every customer that both sources know."""
    types = (one.column.type, other.column.type)
    if types[0] is not types[1] and not all(type_ in NUMBERS for type_ in types):
        return False
    both = one.known & other.known
    left, right = one.cells[both], other.cells[both]
    same = (left == right).fillna(value=False).to_numpy(dtype=bool)
    return bool((same | (left.isna() & right.isna()).to_numpy()).all())


def _merged(group: Sequence[_Found], name: str) -> MeasureColumn:
    cells, known = group[0].cells, group[0].known
    for other in group[1:]:
        if not known.all():
            cells = pd.concat([cells[known], other.cells[~known]]).sort_index()
        known = known | other.known
    return MeasureColumn(_measure(group, name), cells)


def _measure(group: Sequence[_Found], name: str) -> Measure:
    first = group[0].column
    sources = listed(dict.fromkeys(found.source for found in group))
    measure = Measure(
        name=name,
        source=group[0].source,
        meaning=f"Column ‘{first.name}’ of {sources}, as it stands there, in its own unit.",
        numeric=all(found.column.type in NUMBERS for found in group),
    )
    recognised = [found.column for found in group if found.column.role in STANDS_FOR]
    if not recognised:
        return measure
    return replace(measure, stands_for=STANDS_FOR[recognised[0].role], reason=recognised[0].reason)
