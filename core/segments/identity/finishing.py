"""The last touches to the segments: the user's names, and how far each can be relied on."""

from dataclasses import replace

from core.segments.names import name_of, numbered
from core.segments.trust.stability import enough_of
from core.segments.words import begun, count_words
from core.settings import Language, Method, Segmentation
from core.settings.model import KnownSegment, Naming
from core.tables.segments import Segment, SegmentTable
from core.tables.trust import Remedy, StabilityTable


def finished(
    table: SegmentTable, stability: StabilityTable, settings: Segmentation
) -> SegmentTable:
    """The segments under the names that they are to have, with their stability.

    Parameters
    ----------
    table
        The segments.
    stability
        How far they can be relied on.
    settings
        The user's names, and the language of the others.
    """
    identities = numbered([one.identity for one in table.segments])
    called = _told_apart(
        [
            _called(one, identity, settings)
            for identity, one in zip(identities, table.segments, strict=True)
        ],
        [identity in dict(settings.names) for identity in identities],
    )
    tested = stability.segments or (None,) * len(table.segments)
    segments: list[Segment] = [
        replace(one, identity=identity, name=name, stability=found, made_names=_made(one.naming))
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


def _called(segment: Segment | KnownSegment, identity: str, settings: Segmentation) -> str:
    """The user's name for a segment, else the one that is made in the language asked for."""
    given = dict(settings.names).get(identity)
    if given is not None:
        return given
    if segment.naming is None:
        return segment.name
    return name_of(segment.naming, settings.names_language)


def _told_apart(names: list[str], own: list[bool]) -> list[str]:
    """Different names for all; the user's own come first, so that they stay as they were typed."""
    order = sorted(range(len(names)), key=lambda place: not own[place])
    apart = dict(zip(order, numbered([names[place] for place in order]), strict=True))
    return [apart[place] for place in range(len(names))]


def _made(naming: Naming | None) -> tuple[str, ...]:
    """The names that are made in each language."""
    return () if naming is None else tuple(name_of(naming, language) for language in Language)


def kept_names(settings: Segmentation) -> tuple[str, ...]:
    """What the kept segments are called now, in the order of their codes; empty without any."""
    known = () if settings.kept is None else settings.kept.segments
    return tuple(_called(one, one.identity, settings) for one in known)


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
