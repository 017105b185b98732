"""What is said about files that leave the program."""

from collections.abc import Sequence
from pathlib import Path

from core.export_kinds import ExportPreviewed, FileWritten, kind_of
from ui.desktop.numbers import number
from ui.desktop.widgets.phrases import counted

BEHIND = (
    "What is on screen was found before your last change. Undo that change, or make it again; "
    "export once the results have followed it."
)
LEAVE_ALONE = "leave those alone"


def saved_words(wanted: str, files: Sequence[FileWritten]) -> str:
    """Say where a file is, and how many customers it is about if that is told."""
    if not files:
        return f"Saved {Path(wanted).name}"
    written = files[0]
    name = Path(written.path).name
    held = f", {number(written.held_out)} held out: {LEAVE_ALONE}" if written.held_out else ""
    about = f": {counted(written.customers, 'customer')}{held}" if written.customers else ""
    said = f"{name}{about}"
    asked = Path(wanted).name
    if asked != name:
        return f"{asked} is open in another program. Saved beside it, {said}"
    return f"Saved {said}"


def doing_words(doing: str, fraction: float) -> str:
    """Say what is being done and how far it is."""
    return f"{doing}… {fraction:.0%}"


def preview_words(found: ExportPreviewed, *, replaces: bool) -> str:
    """Say what a file would hold, or why it cannot be written."""
    if found.problem:
        return found.problem
    held = f", {number(found.held_out)} of them held out" if found.held_out else ""
    listed = found.titles and kind_of(found.wanted.kind).chosen
    columns = f" in {counted(len(found.titles), 'column')}" if listed else ""
    about = f"{counted(found.customers, 'customer')}{columns}{held}."
    said = [*((about,) if found.customers else ()), *found.notes]
    if replaces:
        said.append("Replaces the file of this name.")
    return " ".join(said)
