"""What stands in the preview: headings, cells, and what doubtful cells may mean."""

from dataclasses import dataclass

from core.answers import SourceView
from core.requests import RowsShown
from core.settings import Recipe, Role
from core.tables.sources import Column, ColumnType, Question
from ui.desktop.numbers import number
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.long_table_model import COMING
from ui.desktop.widgets.phrases import counted

NUMERIC = (ColumnType.INTEGER, ColumnType.DECIMAL)
UNUSED = (Role.IGNORED, Role.ATTRIBUTE)
READING = 96
"""Width of a date, in units of the design."""
DECIMALS = {".": "point", ",": "comma"}

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Asked:
    """A question whose answers make different things of the cells of a column.

    ``question`` and ``column`` are their places in the source; ``answers`` are the headings of
    the columns that show what the cells mean by each answer.
    """

    question: int
    column: int
    answers: tuple[str, ...]


def rows_note(rows: int, *, ahead: bool) -> str:
    """Say how many rows there are; ``ahead`` if the whole file is still being read."""
    if ahead:
        return "The first rows; the whole file is being read"
    return f"{counted(rows, 'row')}, as they stand in the file"


def asked_about(view: SourceView, picked: str) -> Asked | None:
    """Find the question to be shown in the table: about the picked column, or the first one."""
    names = [found.name for found in view.columns]
    found = [
        Asked(place, names.index(question.column), _answers(question))
        for place, question in enumerate(view.questions)
        if question.column in names and any(readings for _, _, readings in question.proofs)
    ]
    about = [one for one in found if names[one.column] == picked]
    return next(iter(about or found), None)


def _answers(question: Question) -> tuple[str, ...]:
    return tuple(_answer(choice.recipe) for choice in question.choices)


def _answer(recipe: Recipe) -> str:
    if recipe.date_order is not None:
        return f"if {recipe.date_order}"
    if recipe.decimal is not None:
        return f"if decimal {DECIMALS[recipe.decimal]}"
    return f"if up to {recipe.last_year}"


def table_column(column: int, asked: Asked | None) -> int:
    """Give the place in the table of a column of the source; the row's number is the first."""
    added = len(asked.answers) if asked is not None and column > asked.column else 0
    return 1 + column + added


def headings(
    view: SourceView, picked: str, asked: Asked | None, units: float
) -> tuple[Heading, ...]:
    """Return the headings; ``units`` is the width of the widest number of a row."""
    made = [Heading("Row", right=True, least=units)]
    for place, found in enumerate(view.columns):
        questioned = asked is not None and asked.column == place
        tinted = questioned or (found.name == picked and asked is None)
        made.append(_heading(found, tinted=tinted, questioned=questioned))
        if asked is not None and questioned:
            made += [
                Heading(answer, firm=True, least=READING, tinted=True) for answer in asked.answers
            ]
    return tuple(made)


def _heading(found: Column, *, tinted: bool, questioned: bool) -> Heading:
    used = found.role not in UNUSED
    name = found.name.replace("\n", " ") or " "
    text = name if used else f"{name}\n{found.role}"
    tooltip = f"{found.name}: {found.type}, used as {found.role}. {found.reason}"
    strong = f"{found.role}{f', {found.unit}' if found.unit else ''}" if used else ""
    return Heading(
        text,
        f"{strong} ?" if questioned and strong else strong,
        right=found.type in NUMERIC,
        stretch=1,
        firm=True,
        tinted=tinted,
        tooltip=tooltip,
    )


def plain_rows(view: SourceView, asked: Asked | None) -> tuple[Row, ...]:
    """Return the first rows of a source, before more is known about them."""
    return tuple(
        _row(place, cells, "", (), asked)
        for place, cells in zip(view.preview_rows, view.preview, strict=True)
    )


def shown_rows(asked: Asked | None, found: RowsShown) -> tuple[Row, ...]:
    """Return the rows that were fetched."""
    readings = found.readings or ((),) * len(found.places)
    reasons = found.reasons or ("",) * len(found.places)
    rows = zip(found.places, found.cells, reasons, readings, strict=True)
    return tuple(_row(*row, asked) for row in rows)


def _row(
    place: int,
    cells: tuple[str, ...],
    reason: str,
    readings: tuple[str, ...],
    asked: Asked | None,
) -> Row:
    look = "quiet" if reason else ""
    told = f"Set aside: {reason}" if reason else ""
    made = [_cell(text, look, told) for text in cells]
    if asked is not None:
        after = asked.column + 1
        made[after:after] = _readings(readings, len(asked.answers))
    first = Cell(number(place), look="negative" if reason else "quiet", tooltip=told)
    return (first, *made)


def _readings(readings: tuple[str, ...], answers: int) -> list[Cell]:
    """Make the cells of the readings; those of a cell that has only one meaning are quiet."""
    if not readings:
        return [COMING] * answers
    same = len(set(readings)) == 1
    return [Cell(text or "–", look="quiet" if same or not text else "") for text in readings]


def _cell(text: str, look: str, told: str) -> Cell:
    missing = "" if text else "missing"
    return Cell(" ".join(text.split()), plain=text, look=look, tooltip=told or missing)
