"""What is said about files that leave the program."""

from collections.abc import Sequence
from pathlib import Path

from core.export_kinds import ExportPreviewed, FileWritten
from ui.desktop.numbers import number
from ui.desktop.widgets.phrases import counted

LEAVE_ALONE = "leave those alone"


def saved_words(wanted: str, files: Sequence[FileWritten]) -> str:
    """Say where a file is, and how many customers it is about if that is told."""
    if not files:
        return f"Saved {Path(wanted).name}"
    written = files[0]
    name = Path(written.path).name
    customers = counted(written.customers, "customer")
    held = f", {number(written.held_out)} held out: {LEAVE_ALONE}" if written.held_out else ""
    said = f"{name}: {customers}{held}"
    asked = Path(wanted).name
    if asked != name:
        return f"{asked} is open in another program. Saved beside it, {said}"
    return f"Saved {said}"


def preview_words(found: ExportPreviewed, *, replaces: bool) -> str:
    """Say what a file would hold, or why it cannot be written."""
    if found.problem:
        return found.problem
    held = f", {number(found.held_out)} of them held out" if found.held_out else ""
    columns = f" in {counted(len(found.titles), 'column')}" if found.titles else ""
    said = [f"{counted(found.customers, 'customer')}{columns}{held}.", *found.notes]
    if replaces:
        said.append("Replaces the file of this name.")
    return " ".join(said)
