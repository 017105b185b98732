"""What is told of a source that names no customers, or others: the column that probably does."""

from collections.abc import Iterator, Sequence

from core.errors import UserError
from core.settings import Kind, Role
from core.tables.customers import Join
from core.tables.sources import ColumnType, SourceTable
from core.value.columns import texts_of

_MOST, _ENOUGH = 0.5, 0.1
_MAY_NAME = frozenset({ColumnType.TEXT, ColumnType.INTEGER})


def nobody_named(source: SourceTable, sources: Sequence[SourceTable]) -> UserError:
    """The refusal of a source without customer ids, with what another source tells about it.

    Parameters
    ----------
    source
        The source in question.
    sources
        All sources; those that name customers show what ids look like.
    """
    message = f"{source.name} has no column with the customer ids, so its rows belong to nobody."
    for other in sources:
        naming = other.column_with(Role.CUSTOMER)
        found = None if naming is None else _likeliest(source, _different(other, naming))
        if found is not None:
            column, share = found
            return UserError(
                message,
                f"Set the role of ‘{column}’ to ‘customer’: {share:.0%} of its different values "
                f"are customers of {other.name}.",
            )
    return UserError(message, "Set the role of the column that names the customer to ‘customer’.")


def unmet_notes(sources: Sequence[SourceTable], joins: Sequence[Join]) -> Iterator[str]:
    """Sentences on sources whose customers mostly are in another column of a source with profiles.

    Parameters
    ----------
    sources, joins
        The sources, and how many customers of each met those of the profiles, in one order.
    """
    profiles = [source for source in sources if source.kind is Kind.PROFILES]
    for source, join in zip(sources, joins, strict=True):
        naming = source.column_with(Role.CUSTOMER)
        if naming is None or source in profiles or join.left_out <= join.matched:
            continue
        for other in profiles:
            found = _likeliest(other, _different(source, naming))
            if found is not None and found[0] != other.column_with(Role.CUSTOMER):
                yield (
                    f"Most customers of {source.name} are none of {other.name}, but ‘{found[0]}’ "
                    "there names them. Give it the role ‘customer’ to bring the two together."
                )


def _different(source: SourceTable, column: str) -> set[str]:
    texts = texts_of(source, column)
    return {text.strip() for text in texts.labels.tolist()} - {""}


def _likeliest(source: SourceTable, ids: set[str]) -> tuple[str, float] | None:
    """The column with most of some ids, and which share of its values they are.

    Numbers such as quantities may be ids by chance, so it has to hold a good part of them.
    """
    found = []
    for column in source.columns:
        if column.type in _MAY_NAME:
            values = _different(source, column.name)
            met = len(values & ids)
            if met and met >= _MOST * len(values) and met >= _ENOUGH * min(len(ids), column.filled):
                found.append((met, column.name, met / len(values)))
    if not found:
        return None
    _met, name, share = max(found, key=lambda one: one[0])
    return name, share
