"""How the files of a later period differ from those of the one before."""

from collections.abc import Iterator, Sequence

from core.recipe_memory import Likeness, Remembered, most_like
from core.segments.words import listed
from core.settings import Kind
from core.tables.sources import ColumnType, SourceTable

_SHOWN = 5
_NUMBERS = {ColumnType.INTEGER, ColumnType.DECIMAL}


def file_notes(before: Sequence[SourceTable], after: Sequence[SourceTable]) -> tuple[str, ...]:
    """Tell what the later files lack, what is new in them, and what is of another type.

    Files belong together by their columns, whatever they are called. Lists of treatments are
    not compared: a period has one or none.
    """
    known, later = _compared(before), _compared(after)
    memory = [Remembered(one.name, _names(one), one.recipe) for one in known]
    notes: list[str] = []
    followed: set[int] = set()
    for source in later:
        found = most_like(_names(source), memory)
        if found is None:
            notes.append(f"{source.name} has the columns of no file of the earlier period.")
            continue
        place = memory.index(found.remembered)
        followed.add(place)
        notes += _columns_told(found, source.name)
        notes += _types_told(known[place], source)
    missing = (one.name for place, one in enumerate(known) if place not in followed)
    return (*notes, *(f"No later file has the columns of the earlier {name}." for name in missing))


def _compared(sources: Sequence[SourceTable]) -> list[SourceTable]:
    return [source for source in sources if source.kind is not Kind.TREATMENTS]


def _names(source: SourceTable) -> tuple[str, ...]:
    return tuple(column.name for column in source.columns)


def _columns_told(found: Likeness, after: str) -> Iterator[str]:
    before = f"the earlier {found.remembered.name}"
    if found.gone:
        yield f"{after} lacks {_named(found.gone)} of {before}."
    if found.new:
        yield f"{after} has {_named(found.new)}, which {before} lacked."


def _named(columns: tuple[str, ...]) -> str:
    shown = [f"‘{name}’" for name in columns[:_SHOWN]]
    if len(columns) > _SHOWN:
        shown.append(f"{len(columns) - _SHOWN:,} more columns")
    return listed(shown)


def _types_told(before: SourceTable, after: SourceTable) -> Iterator[str]:
    types = {column.name: column.type for column in before.columns}
    for column in after.columns:
        was = types.get(column.name, column.type)
        if not _alike(was, column.type):
            yield (
                f"‘{column.name}’ was read as {was} from the earlier {before.name} "
                f"and as {column.type} from {after.name}."
            )


def _alike(one: ColumnType, other: ColumnType) -> bool:
    return one is other or {one, other} <= _NUMBERS or ColumnType.UNREAD in {one, other}
