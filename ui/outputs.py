"""Where the command line writes: files, which appear whole or not at all, and the terminal."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from core.errors import UserError
from core.export_kinds import FileWanted, FileWritten
from core.output.writing import written_aside

STANDARD_OUTPUT = "-"


@contextlib.contextmanager
def outputs(*targets: str | None) -> Iterator[tuple[str, ...]]:
    """Give each target a path to be written to; those that are ``-`` are printed afterwards."""
    with tempfile.TemporaryDirectory(prefix="nonagon-out-") as folder:
        paths = tuple(
            str(Path(folder) / str(place)) if target == STANDARD_OUTPUT else absolute(target)
            for place, target in enumerate(targets)
        )
        yield paths
        for path, target in zip(paths, targets, strict=True):
            if target == STANDARD_OUTPUT:
                _print_file(path)


def absolute(target: str | None) -> str:
    """Return a path from the root of the disk, "" for none."""
    return str(Path(target).absolute()) if target else ""


@contextlib.contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give the standard output, and say what is wrong if nothing can be written there."""
    if sys.stdout is None:
        raise UserError("There is no standard output.", "Give a file instead.")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        leave_output_alone()
        raise UserError(
            f"The standard output cannot be written: {error.strerror}.",
            "Make room on its disk, or give a file elsewhere.",
        ) from error


def print_text(text: str) -> None:
    """Print lines for people.

    Raises
    ------
    UserError
        If the standard output cannot be written.
    """
    with _standard_output() as output:
        print(text, file=output)


def _print_file(path: str) -> None:
    with _standard_output() as output, Path(path).open("rb") as file:
        output.flush()
        shutil.copyfileobj(file, output.buffer)


def write(target: str, text: str) -> None:
    """Write a text in UTF-8 to a file, or to the standard output if the target is ``-``.

    Raises
    ------
    UserError
        If it cannot be written; a file that was there before stays as it was.
    """
    if target == STANDARD_OUTPUT:
        with _standard_output() as output:
            output.buffer.write(text.encode("utf-8"))  # as in files, whatever the terminal speaks
        return
    written_aside(Path(target).absolute(), lambda path: _write_text(path, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def leave_output_alone() -> None:
    """Keep the interpreter from complaining, at its end, that nobody reads its output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell_files(files: tuple[FileWritten, ...], wanted: tuple[FileWanted, ...]) -> None:
    """Say what else there is to know of what was written."""
    for file, asked in zip(files, wanted, strict=True):
        name = Path(file.path).name
        if file.path != asked.path:
            sys.stderr.write(f"{asked.path} is open in another program: see {name}.\n")
        for note in file.notes:
            sys.stderr.write(f"{name}: {note}\n")
