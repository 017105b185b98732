"""Customers that a table of customers names more than once."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.column import Codes, Places, RawColumn, Texts
from core.intake.masks import Mask
from core.intake.questions import hint
from core.intake.typing.texts import numbered_texts
from core.settings import Kind, Recipe, Twins
from core.tables.sources import Choice, Question

_SHOWN_ROWS = 3
_PROOFS = 8


@dataclass(frozen=True, eq=False)
class TwinRows:
    """The rows of customers that are named more than once, by customer.

    Attributes
    ----------
    same
        Rows after the first of a customer that say the same as it in every cell, by their place,
        with the place of the first.
    different
        For each other such customer their name and the places of their rows, in order.
    """

    same: dict[int, int]
    different: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def places(self) -> list[int]:
        """All rows of the customers whose rows differ."""
        return [place for _, places in self.different for place in places]

    def copies(self, rows: pd.Index) -> dict[int, str]:
        """Why each row that says the same as another is set aside."""
        return {
            place: f"it says the same as row {int(rows[first]):,}"
            for place, first in self.same.items()
        }


def find_twins(
    columns: Mapping[str, RawColumn], codes: Codes, texts: Texts, used: Mask
) -> TwinRows:
    """Find customers with more than one row.

    Parameters
    ----------
    columns
        The cells.
    codes, texts
        The customer of each row, as a place among the different texts.
    used
        Which rows count.
    """
    persons = _persons(texts)[codes]
    counts = np.bincount(persons[used & (persons >= 0)], minlength=int(persons.max(initial=0)) + 1)
    again = np.flatnonzero(counts > 1)
    if not len(again):
        return TwinRows({}, ())
    places = np.flatnonzero(used & (persons >= 0) & (counts[persons] > 1))
    by_person: dict[int, list[int]] = {}
    for place in places.tolist():
        by_person.setdefault(int(persons[place]), []).append(place)
    return _compared(columns, by_person, places, codes, texts)


def _persons(texts: Texts) -> npt.NDArray[np.int64]:
    """A number for each text, whatever its Unicode form and the blanks around it.

    It is -1 for a text of blanks, and in the last place for no text. Different texts of ASCII
    letters without a blank are different persons as they stand, which spares looking at each.
    """
    together = "".join(texts)
    if together.isascii() and together.split(maxsplit=1) == [together]:
        return np.append(np.arange(len(texts)), -1)
    numbers: dict[str, int] = {}
    keys = [unicodedata.normalize("NFC", text).strip() for text in texts]
    persons = [numbers.setdefault(key, len(numbers)) if key else -1 for key in keys]
    return np.array([*persons, -1], np.int64)


def _compared(
    columns: Mapping[str, RawColumn],
    by_person: Mapping[int, list[int]],
    places: Places,
    codes: Codes,
    texts: Texts,
) -> TwinRows:
    """Tell copies from rows that differ."""
    cells = np.stack([numbered_texts(column)[0][places] for column in columns.values()])
    at = {place: position for position, place in enumerate(places.tolist())}
    same, different = {}, []
    for rows in by_person.values():
        first, others = rows[0], rows[1:]
        alike = [bool((cells[:, at[first]] == cells[:, at[other]]).all()) for other in others]
        if all(alike):
            same.update(dict.fromkeys(others, first))
        else:
            different.append((str(texts[codes[first]]).strip(), tuple(rows)))
    return TwinRows(same, tuple(different))


@dataclass(frozen=True)
class Same:
    """What becomes of customers with several rows that differ.

    Attributes
    ----------
    source, column
        Names of the source and of the column with the customer.
    recipe
        How the source is read so far.
    rows
        Place of each row in the file.
    """

    source: str
    column: str
    recipe: Recipe
    rows: pd.Index

    def settle(self, twins: TwinRows) -> tuple[dict[int, str], Question | None]:
        """Which rows are set aside and why, if the recipe says; otherwise what to ask."""
        kept = self.recipe.twins
        if not twins.different:
            return {}, None
        if kept is None:
            return {}, self._question(twins)
        aside = {}
        for name, places in twins.different:
            left = {Twins.FIRST: places[1:], Twins.LAST: places[:-1], Twins.NONE: places}[kept]
            others = self._listed(places)
            aside.update(dict.fromkeys(left, f"customer {name} has more than one row ({others})"))
        return aside, None

    def _question(self, twins: TwinRows) -> Question:
        name, places = twins.different[0]
        many = len(twins.different)
        times = "twice" if len(places) == 2 else f"{len(places):,} times"  # noqa: PLR2004
        rest = "" if many == 1 else f"{many - 1:,} more customers have several rows."
        labels = (
            ("Use the first row", replace(self.recipe, twins=Twins.FIRST)),
            ("Use the last row", replace(self.recipe, twins=Twins.LAST)),
            ("Set all of them aside", replace(self.recipe, twins=Twins.NONE)),
            ("The rows are orders", replace(self.recipe, kind=Kind.ORDERS)),
        )
        return Question(
            self.source,
            self.column,
            f"{name} is in {self.source} {times} ({self._listed(places)}), with different cells. "
            "Which row is to be used?",
            rest or "All other customers have one row.",
            tuple(Choice(label, recipe) for label, recipe in labels),
            hint('"twins": "first", "last" or "none", or another "kind"'),
            tuple((int(self.rows[place]), name, ()) for place in places[:_PROOFS]),
        )

    def _listed(self, places: Sequence[int]) -> str:
        shown = [f"{int(self.rows[place]):,}" for place in places[:_SHOWN_ROWS]]
        if len(places) > _SHOWN_ROWS:
            return f"rows {', '.join(shown)} …"
        return f"rows {', '.join(shown[:-1])} and {shown[-1]}"
