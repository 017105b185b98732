"""The door of intake: one file or sheet in, one source table out, every row accounted for."""

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path

from core.errors import UserError
from core.intake.grid import Grid
from core.intake.needed import LARGE, needed_columns
from core.intake.recognise import Form, recognise
from core.intake.sorting import sort_out
from core.intake.text.delimited import READ_SHARE, read_delimited
from core.intake.workbook import read_workbook
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable


def locate(path_text: str) -> tuple[str, str | None]:
    """Path and sheet of what a user wrote, such as ``book.xlsx#Sheet name``.

    A file whose own name has a ``#`` is taken as it is.
    """
    if "#" not in path_text or Path(path_text).exists():
        return path_text, None
    path, _, sheet = path_text.partition("#")
    while "#" in sheet and not Path(path).exists():
        more, _, sheet = sheet.partition("#")
        path = f"{path}#{more}"
    return path, sheet or None


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file's content, in hexadecimal.

    Raises
    ------
    UserError
        If the file cannot be read as a table at all.
    """
    path = Path(path)
    recognise(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(source: Source, progress: Progress) -> SourceTable:
    """One source, read: typed rows, receipt, questions.

    Parameters
    ----------
    source
        The file, its digest if it is known, and how it is read.
    progress
        Told how far the reading is.

    Raises
    ------
    UserError
        If the file cannot be read.
    """
    path = Path(source.path)
    form = recognise(path)
    digest = source.digest or digest_of(path)
    progress.at(0.0)
    grid = _grid(path, form, source, progress)
    name = path.name
    if len(grid.sheets) > 1:
        name = f"{name}#{grid.recipe.sheet}"
    progress.at(READ_SHARE)
    grid = _with_given(grid, source)
    found_out = source.recipe.header_row is None
    return sort_out(grid, name, str(path), digest, progress, ask_for_header=found_out)


def _grid(path: Path, form: Form, source: Source, progress: Progress) -> Grid:
    try:
        if form is Form.WORKBOOK:
            return read_workbook(path.read_bytes(), path, source.recipe, progress)
        needs = partial(needed_columns, path.name, source.recipe)
        large = path.stat().st_size > LARGE
        return read_delimited(path, source.recipe, progress, needs if large else None)
    except OSError as problem:
        raise UserError(
            f"‘{path.name}’ cannot be read: {problem.strerror or 'the disk gives no reason'}.",
            "Copy it to a folder of this computer and choose the copy.",
        ) from None


def _with_given(grid: Grid, source: Source) -> Grid:
    recipe = source.recipe
    parts = (*recipe.roles, *recipe.answers, *recipe.types, *recipe.missing)
    given = {name for name, _ in parts}
    unknown = sorted(given - set(grid.header)) if all(grid.header) else []
    if not unknown:
        return grid
    note = f"The recipe speaks of columns that are not there: {', '.join(unknown)}."
    return replace(grid, notes=(*grid.notes, note))
