"""Which columns of a very large file are worth their memory."""

import numpy as np
import pandas as pd

from core.intake.column import RawColumn
from core.intake.header import unique_names
from core.intake.role_scores import Evidence
from core.intake.roles import guess
from core.intake.typing.types import read_column, writing_of
from core.settings import Kind, Recipe, Role
from core.tables.sources import ColumnType

LARGE = 128 << 20
"""Bytes from which on the columns that nobody needs stay in the file."""

_FEW = 1_000
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.TRUTH})


def needed_columns(
    name: str, recipe: Recipe, header: tuple[str, ...], columns: tuple[RawColumn, ...]
) -> tuple[bool, ...]:
    """Which columns are needed, judged by the first rows.

    Of customers every column says something; of orders, contacts, answers and referrals those
    with a role are needed, those that the recipe speaks of, and those that divide the rows into
    a few kinds, such as the product or the channel.

    Parameters
    ----------
    name
        Name of the source.
    recipe
        How it is read.
    header, columns
        Names and first cells of the columns.
    """
    names = unique_names(header)
    writing = writing_of(recipe)
    evidence = [
        Evidence(
            one,
            read_column(one, column, writing).type,
            int(np.count_nonzero(column.filled)),
            len(column.texts),
        )
        for one, column in zip(names, columns, strict=True)
    ]
    given = {column: role for column, role in recipe.roles if column in names}
    found = guess(name, evidence, recipe.kind, given)
    if found.kind is Kind.PROFILES:
        return (True,) * len(columns)
    spoken_of = {name for name, _ in (*recipe.roles, *recipe.answers, *recipe.types)}
    return tuple(
        one.name in spoken_of
        or found.roles[one.name][0] not in {Role.ATTRIBUTE, Role.IGNORED}
        or (one.type in _TEXTS and _is_of_few_kinds(column))
        for one, column in zip(evidence, columns, strict=True)
    )


def _is_of_few_kinds(column: RawColumn) -> bool:
    numbers = len(pd.unique(column.wholes)) if len(column.wholes) else 0
    return len(column.texts) + numbers <= _FEW
