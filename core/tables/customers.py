"""One row per customer: the customer table, and where everyone stands on the axes."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.settings.axes import Axis
from core.settings.model import Ladder
from core.tables.sources import SourceTable

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int32]

MEAN_ANSWER = "mean_answer"
"""Measure of what customers answered, as given; satisfaction is drawn towards everybody's mean."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A source, and whom its rows are about.

    Attributes
    ----------
    source
        The source.
    places
        Shape (accepted rows,): place of the row's customer among the ids; -1 for somebody who
        is no customer, or nobody.
    referred
        Shape (accepted rows,): the same for the customer who was referred; empty if the source
        names none.
    """

    source: SourceTable
    places: Places
    referred: Places


@dataclass(frozen=True)
class Join:
    """How the customers of one source meet those of all the others.

    Attributes
    ----------
    source
        Name of the source.
    matched
        Its customers that are in the customer table.
    left_out
        Its customers that are not, because no profile names them.
    without
        Customers of the customer table that it does not mention.
    examples
        Up to five of the ids left out, in order.
    """

    source: str
    matched: int
    left_out: int
    without: int
    examples: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Joined:
    """The sources brought together: who is a customer, and which rows are whose.

    Attributes
    ----------
    ids
        Customer ids (text, unique, sorted), named ``customer_id``.
    placed
        The sources, in their order.
    joins
        How they met, in their order.
    notes
        What else is worth knowing, as sentences.
    """

    ids: pd.Index
    placed: tuple[Placed, ...]
    joins: tuple[Join, ...]
    notes: tuple[str, ...]


WORKED_OUT = "worked out"
"""Source of a measure that is made of several others, such as profit."""


@dataclass(frozen=True)
class Measure:
    """A column of the customer table.

    Attributes
    ----------
    name
        Its name; what formulas call it.
    source
        Where it comes from: a source's name, or how it was worked out.
    meaning
        Definition and unit, as a sentence.
    numeric
        Whether it can be an axis.
    stands_for
        The well-known measure that it was recognised as, or "".
    reason
        Why, as a sentence; "" if it was not.
    """

    name: str
    source: str
    meaning: str
    numeric: bool
    stands_for: str = ""
    reason: str = ""


@dataclass(frozen=True, eq=False)
class MeasureColumn:
    """A measure and its cells, one per customer in the order of the ids."""

    measure: Measure
    cells: pd.Series


@dataclass(frozen=True, eq=False)
class CustomerTable:
    """One row per customer.

    Attributes
    ----------
    table
        Indexed by ``customer_id`` (text, unique, sorted); one column per measure.
    measures
        What the columns mean, in the same order.
    joins
        How the sources met, in their order.
    notes
        What else is worth knowing, as sentences.
    """

    table: pd.DataFrame
    measures: tuple[Measure, ...]
    joins: tuple[Join, ...]
    notes: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of all ids: the same only for the same customers."""
        ids = "\0".join(self.table.index.tolist())
        return sha256(ids.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Unknown:
    """Customers who are not scored, because they have no value on the same axes.

    Attributes
    ----------
    measures
        The axes they have no value on.
    customers
        How many they are.
    medians
        Their middle value on every axis; NaN where they have none.
    standing
        Share of the scored customers, 0 to 1, above whom they stand on average on every axis;
        0.5 is like everybody else, NaN where they have no value.
    """

    measures: tuple[str, ...]
    customers: int
    medians: tuple[float, ...]
    standing: tuple[float, ...]


@dataclass(frozen=True)
class Alike:
    """Rank correlation, -1 to 1, of the scores on two axes (Spearman)."""

    measures: tuple[str, str]
    correlation: float


@dataclass(frozen=True, eq=False)
class ScoredCustomers:
    """Where every customer stands on each axis.

    Attributes
    ----------
    customer_ids
        Sorted, one per row of the arrays.
    axes
        The axes in force, as chosen or as proposed.
    values
        Shape (customers, axes): the axis values in their own units; NaN if missing.
    scores
        Shape (customers, axes): mid-rank percentile among the customers who have all
        axes, 0 to 1, 1 is best; NaN for the others.
    scored
        Shape (customers,): whether the customer has a value on every axis.
    missing
        Customers without a value, per axis.
    notes
        Warnings, as sentences: axes that nearly say the same, axes with few values.
    ladders
        The scores frozen, per axis: from a value to a place, for customers who come later.
    assumed
        Customers without a value who got one as the axis says, per axis.
    unknown
        The customers who are not scored, by what is missing, most of them first.
    alike
        How much every two axes say the same.
    """

    customer_ids: pd.Index
    axes: tuple[Axis, ...]
    values: Floats
    scores: Floats
    scored: npt.NDArray[np.bool_]
    missing: tuple[int, ...]
    notes: tuple[str, ...]
    ladders: tuple[Ladder, ...] = ()
    assumed: tuple[int, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    alike: tuple[Alike, ...] = ()
