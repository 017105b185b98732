"""The last touches to the segments: the user's names, and how far each can be relied on."""

from dataclasses import replace

from core.segments.names import numbered
from core.segments.trust.stability import enough_of
from core.segments.words import begun, count_words
from core.settings import Method
from core.tables.segments import Segment, SegmentTable
from core.tables.trust import Remedy, StabilityTable


def finished(
    table: SegmentTable, stability: StabilityTable, names: tuple[tuple[str, str], ...]
) -> SegmentTable:
    """The segments under the names that the user has given, with their stability.

    Parameters
    ----------
    table
        The segments.
    stability
        How far they can be relied on.
    names
        The user's names, by the identity of the segment.
    """
    identities = numbered([one.identity for one in table.segments])
    given = dict(names)
    called = numbered(
        [
            given.get(identity, one.name)
            for identity, one in zip(identities, table.segments, strict=True)
        ]
    )
    tested = stability.segments or (None,) * len(table.segments)
    segments: list[Segment] = [
        replace(one, identity=identity, name=name, stability=found)
        for one, identity, name, found in zip(
            table.segments, identities, called, tested, strict=True
        )
    ]
    return replace(
        table,
        segments=tuple(segments),
        ideal=replace(table.ideal, probability=stability.ideal),
        remedy=stability.remedy,
        notes=(*table.notes, *_remedy_notes(stability.remedy, table)),
    )


def _remedy_notes(remedy: Remedy | None, table: SegmentTable) -> tuple[str, ...]:
    """That too few segments hold, and what would hold."""
    if remedy is None:
        return ()
    total = len(table.segments)
    holding = count_words(remedy.holding)
    others = []
    if remedy.segments is not None:
        enough = f"{count_words(enough_of(remedy.segments))} or more would hold"
        others.append(f"Of {count_words(remedy.segments)} segments {enough}")
    if table.approach.method is not Method.GRID:
        others.append("the grid holds, because it is set by limits")
    told = (
        f"Only {holding} of {count_words(total)} segments hold when the customers are redrawn at"
        f" random. {begun('; '.join(others))}."
    )
    return (told,)
