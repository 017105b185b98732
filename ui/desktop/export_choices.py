"""What can be chosen for an export: whom it is about, its columns as text, the usual folder."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings, QStandardPaths

from core.answers import Analysis
from core.customer_lookups import CustomerQuery
from core.export_kinds import FileWanted
from ui.desktop.session import Session
from ui.desktop.widgets.phrases import counted

FOLDER = "export folder"
IN_PLAN = CustomerQuery(filters=(("plan", "in plan"),))
NOT_IN_TITLES = frozenset("{}=|?")
"""Characters that mean something in a template."""


def queries_of(session: Session, listed: FileWanted | None) -> list[tuple[str, object]]:
    """Return whom a file can be about, with what it is called; ``listed`` is a list on screen."""
    found: list[tuple[str, object]] = []
    if listed is not None and listed.query != CustomerQuery():
        found.append(("As listed on Customers", listed.query))
    found.append(("Everybody", CustomerQuery()))
    if session.analysis.plan is not None:
        found.append(("Those in the plan", IN_PLAN))
    if session.selection is not None:
        bits = np.packbits(session.selection.members).tobytes()
        picked = counted(session.selection.customers, "customer")
        name = f"Picked: {session.selection.label}, {picked}"
        found.append((name, CustomerQuery(members=bits)))
    return found


def columns_as_text(analysis: Analysis, listed: FileWanted | None) -> str:
    """Return the columns on screen, or the usual ones, as a template to begin with."""
    keys = listed.columns if listed else ()
    shown = [
        column.title
        for column in analysis.columns
        if (column.key in keys if keys else column.usual)
    ]
    plain = (title for title in shown if not NOT_IN_TITLES & set(title))
    return "\n".join(("# My columns", *(f"{title} = {{{title}}}" for title in plain), ""))


def folder_of(kept: QSettings) -> Path:
    """Return the folder of the last export, or the one for documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(str(kept.value(FOLDER, documents)))
