"""How one source was read, as JSON for other programs."""

from core.output.json_text import json_text
from core.tables.sources import SourceTable


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
        "recipe": _recipe(table),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "role": column.role,
                "reason": column.reason,
                "filled": column.filled,
            }
            for column in table.columns
        ],
        "receipt": receipt_object(table),
        "set_aside": [{"row": row.row, "reason": row.reason} for row in table.set_aside],
        "questions": [
            {"column": question.column, "question": question.text, "hint": question.hint}
            for question in table.questions
        ],
        "notes": list(table.notes),
    }
    return json_text(found)


def _recipe(table: SourceTable) -> dict[str, object]:
    recipe = table.recipe
    return {
        "sheet": recipe.sheet,
        "encoding": recipe.encoding,
        "delimiter": recipe.delimiter,
        "header_row": recipe.header_row,
        "decimal": recipe.decimal,
        "date_order": recipe.date_order,
        "kind": recipe.kind,
        "roles": dict(recipe.roles),
        "answers": dict(recipe.answers),
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
