"""What one row per customer says of their worth: columns that are used as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.settings import Kind, Role
from core.tables.customers import Placed
from core.value.columns import Floats, holds_numbers, numbers_of


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a profile: its name, its source, and shape (customers,) of numbers or NaN."""

    name: str
    source: str
    values: Floats


@dataclass(frozen=True, eq=False)
class Given:
    """Columns of profiles that say something of worth; None where there is none."""

    lifetime: Column | None
    cost: Column | None
    revenue: Column | None
    margin: Column | None


def given_in(placed: Sequence[Placed], size: int) -> Given:
    """Find the columns of profiles that say something of worth in numbers."""
    profiles = [part for part in placed if part.source.kind is Kind.PROFILES]
    roles = (Role.LIFETIME_VALUE, Role.COST, Role.AMOUNT, Role.MARGIN)
    return Given(*(_column(profiles, role, size) for role in roles))


def _column(profiles: Sequence[Placed], role: Role, size: int) -> Column | None:
    for part in profiles:
        name = part.source.column_with(role)
        if name is not None and holds_numbers(part.source, name):
            values, numbers = np.full(size, np.nan), numbers_of(part.source, name)
            known = part.places >= 0
            values[part.places[known]] = numbers[known]
            return Column(name, part.source.name, values)
    return None
