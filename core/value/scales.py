"""Answers of several sources are averaged together, so they have to be on one scale."""

from collections.abc import Sequence

import numpy as np

from core.settings import Kind, Role
from core.tables.sources import SourceTable
from core.value.columns import holds_numbers, numbers_of

SCALES = ((1.0, 5.0), (1.0, 7.0), (0.0, 10.0), (1.0, 10.0), (0.0, 100.0))
"""Usual scales of satisfaction (1 to 5), effort (1 to 7), recommendation (0 to 10) and others."""

_ENOUGH = 30
"""Answers from which on the ends of their scale have most likely been given."""


def scale_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on surveys whose answers are on different scales.

    Answers are on a scale if there are many and they reach both of its ends; answers beyond them
    are on another one.
    """
    ends = [found for source in sources if (found := _ends(source)) is not None]
    notes = []
    for place, (one, low, high) in enumerate(ends):
        beyond = [
            (other, *others)
            for other, *others in (*ends[:place], *ends[place + 1 :])
            if (low, high) in SCALES and (others[0] < low or others[1] > high)
        ]
        if beyond:
            other, least, most = beyond[0]
            notes.append(
                f"The answers of {one} go from {low:g} to {high:g}, those of {other} from "
                f"{least:g} to {most:g}. A mean of both scales says little; set the role of one "
                "column to ‘ignored’, or bring them to one scale."
            )
    return notes[:1]


def _ends(source: SourceTable) -> tuple[str, float, float] | None:
    """The least and the greatest answer of a survey with many; None for any other source."""
    column = source.column_with(Role.SATISFACTION)
    if source.kind is not Kind.SURVEYS or column is None or not holds_numbers(source, column):
        return None
    answers = numbers_of(source, column)
    answers = answers[~np.isnan(answers)]
    if len(answers) < _ENOUGH:
        return None
    return source.name, float(answers.min()), float(answers.max())
