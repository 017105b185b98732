"""How one source was read, as JSON for other programs."""

from dataclasses import asdict

from core.output.json_text import json_text
from core.settings import Recipe
from core.settings_text import recipe_object
from core.tables.sources import Column, Question, SourceTable


def inspection_json(table: SourceTable, version: str) -> str:
    """Return how a source was read: its recipe, columns, receipt, questions and rejected rows.

    Returns
    -------
    str
        A JSON object, UTF-8, indented by two, with a line end.
    """
    found = {
        "nonagon": version,
        "source": table.name,
        "sha256": table.digest,
        "kind": table.kind,
        "kind_reason": table.kind_reason,
        "sheets": list(table.sheets),
        "kind_confidence": table.kind_confidence,
        "recipe": recipe_object(table.recipe),
        "columns": [_column(column) for column in table.columns],
        "receipt": {
            **receipt_object(table),
            "columns": [asdict(column) for column in table.receipt.columns],
        },
        "set_aside": [{"row": row.row, "reason": row.reason} for row in table.set_aside],
        "questions": [_question(question, table.recipe) for question in table.questions],
        "offers": [
            {
                "column": offer.column,
                "row": offer.row,
                "offer": offer.text,
                "answer": offer.choice.label,
                "recipe": _changed(table.recipe, offer.choice.recipe),
            }
            for offer in table.offers
        ],
        "first_and_last_rows": [asdict(row) for row in table.side_by_side],
        "notes": list(table.notes),
    }
    return json_text(found)


def _column(column: Column) -> dict[str, object]:
    return {
        "name": column.name,
        "type": column.type,
        "role": column.role,
        "confidence": column.confidence,
        "reason": column.reason,
        "filled": column.filled,
        "unit": column.unit,
        "maybe_missing": dict(column.maybe_missing),
    }


def _question(question: Question, recipe: Recipe) -> dict[str, object]:
    """A question, its answers each with what it changes in the recipe, and some rows."""
    return {
        "column": question.column,
        "question": question.text,
        "detail": question.detail,
        "hint": question.hint,
        "answers": [
            {"answer": choice.label, "recipe": _changed(recipe, choice.recipe)}
            for choice in question.choices
        ],
        "rows": [
            {"row": row, "cell": cell, "readings": list(readings)}
            for row, cell, readings in question.proofs
        ],
    }


def _changed(before: Recipe, after: Recipe) -> dict[str, object]:
    """What an answer changes in a recipe, as a recipe of its own."""
    old, new = recipe_object(before), recipe_object(after)
    return {
        key: value
        for key, value in new.items()
        if (value != old[key] and key not in {"roles", "kind"}) or (key == "kind" and after.kind)
    }


def receipt_object(table: SourceTable) -> dict[str, object]:
    """Return where every row of a source went, with the names of the JSON contract."""
    receipt = table.receipt
    return {
        "source": receipt.source,
        "rows_in": receipt.rows_in,
        "header": receipt.header,
        "accepted": receipt.accepted,
        "waiting": receipt.waiting,
        "rejected": receipt.rejected,
        "blank": receipt.blank,
        "totals": receipt.totals,
    }
