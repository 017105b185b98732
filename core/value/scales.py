"""Answers of several sources are averaged together, so they have to be on one scale."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.intake.words import SATISFACTION_SURE, tokens, words_of
from core.settings import Kind, Role
from core.tables.sources import Column, ColumnType, SourceTable
from core.value.columns import holds_numbers, numbers_of, texts_of
from core.value.words import listed

SCALES = ((1.0, 5.0), (1.0, 7.0), (0.0, 10.0), (1.0, 10.0), (0.0, 100.0))
"""Usual scales of satisfaction (1 to 5), effort (1 to 7), recommendation (0 to 10) and others."""

_ENOUGH = 30
_NUMBERS = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
_QUESTIONS = words_of(
    "question questions frage fragen metric kpi item survey umfrage enquete pregunta domanda vraag "
    "fraga instrument"
)
_MOST_QUESTIONS, _SHOWN = 50, 3
"""Answers from which on the ends of their scale have most likely been given."""


def scale_notes(sources: Sequence[SourceTable]) -> list[str]:
    """Sentences on surveys whose answers are on different scales.

    Answers are on a scale if there are many and they reach both of its ends; answers beyond them
    are on another one.
    """
    ends = [found for source in sources if (found := _ends(source)) is not None]
    notes: list[str] = []
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
    surveys = [source for source in sources if source.kind is Kind.SURVEYS]
    return [*notes[:1], *(note for source in surveys for note in _together(source))]


def _together(source: SourceTable) -> Iterator[str]:
    """About answers to several questions: those of each row count, or those of one column."""
    chosen = source.column_with(Role.SATISFACTION)
    free = [column for column in source.columns if column.role is Role.ATTRIBUTE]
    others = [f"‘{one.name}’" for one in free if one.type in _NUMBERS and _answers(one.name)]
    if chosen is not None and others:
        yield (
            f"‘{chosen}’ of {source.name} counts as satisfaction, and not {listed(others)}. Give "
            "another column the role ‘satisfaction’ if that is what counts."
        )
    for column in free:
        asked = texts_of(source, column.name).labels.tolist() if _asks(column) else []
        if chosen is not None and 1 < len(asked) <= _MOST_QUESTIONS:
            some = listed(f"‘{text}’" for text in asked[:_SHOWN])
            yield (
                f"‘{column.name}’ of {source.name} tells answers to {len(asked)} questions apart, "
                f"such as {some}; they are averaged together. Leave one in the file if they are "
                "on different scales."
            )


def _asks(column: Column) -> bool:
    return column.type is ColumnType.TEXT and bool(_QUESTIONS & set(tokens(column.name)))


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


def _answers(name: str) -> bool:
    return bool(SATISFACTION_SURE & set(tokens(name)))
