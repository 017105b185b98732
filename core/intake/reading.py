"""The door of intake: one file or sheet in, one source table out, every row accounted for."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path

from core.errors import LockedError, UserError
from core.intake.access import NO_PASSWORDS, Access
from core.intake.grid import Grid, Origin
from core.intake.needed import LARGE, needed_columns
from core.intake.parquet import read_parquet_grid
from core.intake.recognise import Form, is_markup_book, recognise
from core.intake.sorting import sort_out
from core.intake.text.delimited import READ_SHARE, read_delimited
from core.intake.text.raw_rows import signature_of
from core.intake.unpacking import Folder, UnpackedRows, unpack
from core.intake.workbook.book import opened_markup
from core.intake.workbook.locked import decrypted
from core.intake.workbook.opening import read_workbook
from core.intake.workbook.other_forms import opened_other
from core.memory import give_back
from core.progress import Progress
from core.settings import ALIKE_SHEETS, Source
from core.tables.sources import SourceTable

_PIECE = 4 << 20
"""Bytes of a file that are hashed at a time."""


def digest_of(path: str | Path) -> str:
    """SHA-256 of a file's content, in hexadecimal.

    Raises
    ------
    UserError
        If the file cannot be read as a table at all.
    """
    path = Path(path)
    recognise(path)
    return _hashed(path)


def _hashed(path: Path) -> str:
    """The digest, from large pieces: after each one it waits for its turn among other threads."""
    hashed, room = hashlib.sha256(), memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as file:
        while read := file.readinto(room):
            hashed.update(room[:read])
    return hashed.hexdigest()


def read(source: Source, progress: Progress, access: Access = NO_PASSWORDS) -> SourceTable:
    """One source, read: typed rows, receipt, questions.

    Parameters
    ----------
    source
        The file, its digest if it is known, and how it is read.
    progress
        Told how far the reading is.
    access
        The passwords that the user has given.

    Raises
    ------
    UserError
        If the file cannot be read; a `core.errors.LockedError` if a password is needed.
    """
    path = Path(source.path)
    form = recognise(path)
    before = signature_of(path)
    progress.at(0.0)
    with ThreadPoolExecutor(1) as beside:
        digest = cache(lambda: beside.submit(_digest, source, before))
        grid = _cells(path, form, _Reader(source, access, progress, idle=digest))
        progress.at(READ_SHARE)
        give_back()
        grid = _with_given(grid, source)
        found_out = source.recipe.header_row is None and form is not Form.PARQUET
        origin = Origin(_name(path, grid), str(path), digest().result)
        return sort_out(grid, origin, progress, ask_for_header=found_out)


def _digest(source: Source, before: tuple[int, int]) -> str:
    """The digest of a file of which the cells are read; nobody may have changed it since then."""
    if source.digest:
        return source.digest
    path = Path(source.path)
    found, now = "", None
    with suppress(OSError):
        found, now = _hashed(path), signature_of(path)
    if now != before:
        raise UserError(f"{path.name} was changed or moved while it was read.", "Add it again.")
    return found


def _cells(path: Path, form: Form, reader: "_Reader") -> Grid:
    """The cells of a source."""
    try:
        return reader.grid(path, form)
    except OSError as problem:
        raise UserError(
            f"‘{path.name}’ cannot be read: {problem.strerror or 'the disk gives no reason'}.",
            "Copy it to a folder of this computer and choose the copy.",
        ) from None


def _name(path: Path, grid: Grid) -> str:
    """The name of a source: that of its file, with the sheet if it is one of several."""
    sheet = grid.recipe.sheet
    return path.name if len(grid.sheets) < 2 or sheet == ALIKE_SHEETS else f"{path.name}#{sheet}"  # noqa: PLR2004


@dataclass(frozen=True)
class _Reader:
    """Reads the cells of a source, in whatever form they are.

    ``idle`` is called as soon as not all processors are needed any more.
    """

    source: Source
    access: Access
    progress: Progress
    idle: Callable[[], object]

    def grid(self, path: Path, form: Form) -> Grid:
        recipe = self.source.recipe
        if form is Form.TEXT:
            needs = partial(needed_columns, path.name, recipe)
            large = path.stat().st_size > LARGE
            wanted = needs if large else None
            return read_delimited(path, recipe, self.progress, wanted, self.idle)
        if form is Form.PARQUET:
            return read_parquet_grid(path, recipe)
        if form is Form.PACKED:
            return self._packed(path)
        if form is Form.LOCKED_BOOK:
            content = decrypted(path, self.source.path, self.access)
            markup = is_markup_book(content)
            return self._book(content, Form.MARKUP_BOOK if markup else Form.OTHER_BOOK)
        return self._book(path, form)

    def _book(self, file: Path | BytesIO, form: Form) -> Grid:
        opened = opened_markup if form is Form.MARKUP_BOOK else opened_other
        with opened(file, Path(self.source.path).name) as book:
            return read_workbook(book, self.source.recipe, self.progress)

    def _packed(self, path: Path) -> Grid:
        """The cells of the one file in a zip."""
        folder = Folder()
        inner = unpack(path, folder)
        try:
            grid = self._unpacked(inner)
        except LockedError:
            raise
        except UserError as problem:
            raise UserError(f"In ‘{path.name}’: {problem.message}", problem.hint) from problem
        note = f"{path.name} is a zip; ‘{inner.name}’ in it is read."
        return replace(grid, raw=UnpackedRows(grid.raw, folder), notes=(note, *grid.notes))

    def _unpacked(self, inner: Path) -> Grid:
        form = recognise(inner)
        if form is Form.PACKED:
            raise UserError(
                f"‘{inner.name}’ is a compressed (zip) file too.",
                "Unpack it and choose the file inside.",
            )
        return self.grid(inner, form)


def _with_given(grid: Grid, source: Source) -> Grid:
    recipe = source.recipe
    parts = (*recipe.roles, *recipe.answers, *recipe.types, *recipe.missing)
    given = {name for name, _ in parts}
    unknown = sorted(given - set(grid.header)) if all(grid.header) else []
    if not unknown:
        return grid
    note = f"The recipe speaks of columns that are not there: {', '.join(unknown)}."
    return replace(grid, notes=(*grid.notes, note))
