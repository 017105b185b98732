"""The last touches to the segments: the user's names, and how far each can be relied on."""

from collections.abc import Sequence
from dataclasses import replace

from core.segments.names import name_of, numbered
from core.segments.trust.stability import enough_of
from core.segments.words import begun, count_words
from core.settings import Language, Method, Segmentation
from core.settings.model import KnownSegment
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
    known = [
        replace(one, identity=identity)
        for identity, one in zip(identities, table.segments, strict=True)
    ]
    made = _made(known)
    called = _called(known, made, settings)
    tested = stability.segments or (None,) * len(table.segments)
    segments: list[Segment] = [
        replace(
            one,
            name=name,
            stability=found,
            made_names=() if one.naming is None else names,
        )
        for one, name, found, names in zip(known, called, tested, made, strict=True)
    ]
    return replace(
        table,
        segments=tuple(segments),
        ideal=replace(table.ideal, probability=stability.ideal),
        remedy=stability.remedy,
        notes=(*table.notes, *_remedy_notes(stability.remedy, table)),
    )


def _made(segments: Sequence[Segment | KnownSegment]) -> list[tuple[str, ...]]:
    """The names of each segment in every language, without those that the user gives.

    In each language all are different, so that none ever means another segment. A name that
    cannot be made stays as it is.
    """
    spoken = [numbered([_said(one, language) for one in segments]) for language in Language]
    return list(zip(*spoken, strict=True))


def _said(segment: Segment | KnownSegment, language: Language) -> str:
    return segment.name if segment.naming is None else name_of(segment.naming, language)


def _called(
    segments: Sequence[Segment | KnownSegment],
    made: Sequence[tuple[str, ...]],
    settings: Segmentation,
) -> list[str]:
    """The user's name for each segment, else the one that is made in the language asked for."""
    given, spoken = dict(settings.names), list(Language).index(settings.names_language)
    own = [
        given.get(one.identity, None if _is_made(one.name, names) else one.name)
        for one, names in zip(segments, made, strict=True)
    ]
    names = [
        in_each[spoken] if name is None else name for name, in_each in zip(own, made, strict=True)
    ]
    return _told_apart(names, [name is not None for name in own])


def _is_made(name: str, made: tuple[str, ...]) -> bool:
    """Whether a name was made, in whatever language; one that was not is the user's own.

    Segments that were kept under a name of the user's own go on with it where nothing else is
    known of the user's names. Numbers do not count: they depend on the names of the others.
    """
    return _unnumbered(name) in map(_unnumbered, made)


def _unnumbered(name: str) -> str:
    return name.rstrip("0123456789").rstrip()


def _told_apart(names: list[str], own: list[bool]) -> list[str]:
    """Different names for all; the user's own come first, so that they stay as they were typed."""
    order = sorted(range(len(names)), key=lambda place: not own[place])
    apart = dict(zip(order, numbered([names[place] for place in order]), strict=True))
    return [apart[place] for place in range(len(names))]


def kept_names(settings: Segmentation) -> tuple[str, ...]:
    """What the kept segments are called now, in the order of their codes; empty without any."""
    known = () if settings.kept is None else settings.kept.segments
    return tuple(_called(known, _made(known), settings))


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
