"""Customers much alike who do better, and what sets them apart."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.customers.columns import NAME
from core.customers.roster import Roster
from core.tables.card import Alike, Difference
from core.tables.customers import CustomerTable, ScoredCustomers
from core.tables.listing import CellKind, ColumnForm, measure_title
from core.tables.segments import SegmentTable

Places = npt.NDArray[np.int64]

MOST_ALIKE = 5
NO_WORSE = 0.05
"""How much lower a score may be of someone who is said to do better."""

NOTICEABLE = 0.05
"""Scores that differ by less are called alike."""

FEWEST = 3
"""Customers it takes to say what most of them have."""

MOST_OF_THEM = 0.8
MOST_DIFFERENCES = 4


def better_off(scored: ScoredCustomers, segments: SegmentTable, row: int) -> Places:
    """Return the customers most like one who are in segments nearer to the ideal.

    They are nowhere worse by more than `NO_WORSE`; for a customer of the ideal segment they are
    those of it with better scores on the whole.

    Parameters
    ----------
    scored, segments
        Where everybody stands, and in which segment.
    row
        Place of the customer.

    Returns
    -------
    numpy.ndarray
        Up to `MOST_ALIKE` places, nearest in the weighted scores first; of equally near ones
        those with the first ids.
    """
    code = int(segments.codes[row])
    if code == 0:
        return np.zeros(0, dtype=np.int64)
    gaps = scored.scores - scored.scores[row]
    weights = np.array([axis.weight for axis in scored.axes])
    nearer = (segments.codes > 0) & (segments.codes < code)
    if code == 1:
        nearer = (segments.codes == 1) & (gaps @ weights > NOTICEABLE * weights.sum())
    nearer &= (gaps >= -NO_WORSE).all(axis=1)
    candidates = np.flatnonzero(nearer)
    distances = np.square(gaps[candidates]) @ weights
    if len(candidates) > MOST_ALIKE:
        within = distances <= np.partition(distances, MOST_ALIKE - 1)[MOST_ALIKE - 1]
        candidates, distances = candidates[within], distances[within]
    best: Places = candidates[np.argsort(distances, kind="stable")[:MOST_ALIKE]]
    return best


def described(
    roster: Roster, scored: ScoredCustomers, segments: SegmentTable, places: Places
) -> tuple[Alike, ...]:
    """Return who these customers are."""
    names = roster.cells(NAME)[places] if NAME in roster.columns else [""] * len(places)
    return tuple(
        Alike(
            customer=int(place),
            id=str(scored.customer_ids[place]),
            name=str(name),
            segment=int(segments.codes[place]),
            values=tuple(scored.values[place].tolist()),
        )
        for place, name in zip(places, names, strict=True)
    )


def differences(
    roster: Roster, customers: CustomerTable, scored: ScoredCustomers, row: int, places: Places
) -> tuple[Difference, ...]:
    """Return what sets some customers apart from one: axes first, then words most of them have."""
    if not len(places):
        return ()
    found = [*_on_axes(roster, scored, row, places), *_in_words(roster, customers, row, places)]
    return tuple(found[:MOST_DIFFERENCES])


def _on_axes(
    roster: Roster, scored: ScoredCustomers, row: int, places: Places
) -> Iterator[Difference]:
    gaps = np.median(scored.scores[places], axis=0) - scored.scores[row]
    for place in np.argsort(-np.abs(gaps), kind="stable"):
        if abs(gaps[place]) < NOTICEABLE:
            return
        measure = scored.axes[place].measure
        yield Difference(
            title=measure_title(measure),
            mine=float(scored.values[row, place]),
            theirs=float(np.median(scored.values[places, place])),
            of=0,
            form=roster.form(f"axis {measure}"),
        )


def _in_words(
    roster: Roster, customers: CustomerTable, row: int, places: Places
) -> Iterator[Difference]:
    for measure in customers.measures:
        column = roster.columns.get(f"measure {measure.name}")
        if column is None or column.shown.kind is not CellKind.TEXT or len(places) < FEWEST:
            continue
        cells = customers.table[measure.name]
        mine, theirs = _said(cells, [row])[0], _said(cells, places.tolist())
        word = max(sorted(set(theirs)), key=theirs.count)
        if word and word != mine and theirs.count(word) >= MOST_OF_THEM * len(theirs):
            yield Difference(
                measure_title(measure.name), mine, word, theirs.count(word), ColumnForm()
            )


def _said(cells: pd.Series, rows: Sequence[int]) -> list[str]:
    return ["" if pd.isna(cell) else str(cell) for cell in cells.iloc[list(rows)]]
