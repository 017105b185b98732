"""The customer table: one row per customer, with every measure that is known."""

from dataclasses import replace

import pandas as pd

from core.settings import LIFETIME_VALUE, Kind
from core.tables.customers import CustomerTable, Joined, MeasureColumn
from core.tables.value import ValueTable
from core.value.profiles import apart_notes, profile_measures


def customer_table(joined: Joined, value: ValueTable) -> CustomerTable:
    """Put the columns of the profiles and everything that was worked out into one table.

    Parameters
    ----------
    joined
        Who is a customer.
    value
        What they are worth. Its measures keep their names; a column of a profile of such a name
        is called ``Name (source)``.
    """
    profiles = [one for one in joined.placed if one.source.kind is Kind.PROFILES]
    reserved = {column.measure.name for column in value.columns}
    own = profile_measures(profiles, len(joined.ids), reserved)
    if any(column.measure.stands_for == LIFETIME_VALUE for column in value.columns):
        own = [_not_the_lifetime_value(column) for column in own]
    columns = [*own, *value.columns]
    cells = {column.measure.name: column.cells.array for column in columns}
    return CustomerTable(
        table=pd.DataFrame(cells, index=joined.ids),
        measures=tuple(column.measure for column in columns),
        joins=joined.joins,
        notes=(*joined.notes, *apart_notes([column.measure for column in own]), *value.notes),
    )


def _not_the_lifetime_value(column: MeasureColumn) -> MeasureColumn:
    """Leave a lifetime value of the user's own a plain column, where a model is used instead."""
    if column.measure.stands_for != LIFETIME_VALUE:
        return column
    return replace(column, measure=replace(column.measure, stands_for="", reason=""))
