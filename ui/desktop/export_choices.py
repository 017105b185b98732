"""What can be chosen for an export: whom it is about, its columns as text, the usual folder."""

from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, QStandardPaths
from PySide6.QtWidgets import QWidget

from core.answers import Analysis
from core.customer_lookups import CustomerQuery
from core.export_kinds import A4, LETTER, FileWanted
from core.output.list_template import line_of
from core.settings import Kind
from ui.desktop.selection import picked_among
from ui.desktop.session import Session
from ui.desktop.widgets.metrics import scale
from ui.desktop.widgets.phrases import counted

FOLDER = "export folder"
FIELD, BESIDE_FIELD = 380, 220
"""Width of the fields, and of what is beside them, in units of the design."""

IN_PLAN = CustomerQuery(filters=(("plan", "in plan"),))
_Land = QLocale.Country
LETTER_USED = frozenset(
    {
        _Land.UnitedStates,
        _Land.Canada,
        _Land.Mexico,
        _Land.Philippines,
        _Land.PuertoRico,
        _Land.Chile,
        _Land.Colombia,
        _Land.CostaRica,
        _Land.ElSalvador,
        _Land.Guatemala,
        _Land.Nicaragua,
        _Land.Panama,
        _Land.Venezuela,
        _Land.Belize,
    }
)
"""Where paper is Letter rather than A4, as the Unicode CLDR has it."""

LEFT_OUT = "# Left out, because their titles mean something else here:"


def queries_of(session: Session, listed: FileWanted | None) -> list[tuple[str, object]]:
    """Return whom a file can be about, with what it is called; ``listed`` is a list on screen."""
    found: list[tuple[str, object]] = []
    if listed is not None and listed.query != CustomerQuery():
        found.append(("As listed on Customers", listed.query))
    found.append(("Everybody", CustomerQuery()))
    if session.analysis.plan is not None:
        found.append(("Those in the plan", IN_PLAN))
    if session.selection is not None:
        picked = counted(session.selection.customers, "customer")
        name = f"Picked: {session.selection.label}, {picked}"
        found.append((name, picked_among(session.analysis, session.selection)))
    return found


def sheet_choices(session: Session) -> list[tuple[str, object]]:
    """Return which segments can have a sheet of their own: their codes; None for all of them."""
    analysis = session.analysis
    planned = {line.segment for line in analysis.plan.lines} if analysis.plan else set()
    known = analysis.segments.segments if analysis.segments else ()
    return [
        ("One for each segment", None),
        ("Those with an action in the plan", tuple(sorted(planned))),
        *((f"Only ‘{one.name}’", (one.code,)) for one in known if one.code == session.segment),
        ("None", ()),
    ]


def order_sources(analysis: Analysis) -> list[tuple[str, object]]:
    """Return the files with orders: name, and place among the sources that were read."""
    read = [source for source in analysis.sources if source is not None]
    return [(one.name, place) for place, one in enumerate(read) if one.kind is Kind.ORDERS]


def field_width(widget: QWidget) -> float:
    """Return how wide the fields are, in units of the design: narrower on a small screen."""
    return min(FIELD, widget.screen().availableGeometry().width() / scale() - BESIDE_FIELD)


def paper_here() -> str:
    """Return what people print on where the program runs."""
    return LETTER if QLocale().territory() in LETTER_USED else A4


def columns_as_text(analysis: Analysis, listed: FileWanted | None) -> str:
    """Return the columns on screen, or the usual ones, as a template to begin with."""
    keys = listed.columns if listed else ()
    shown = [
        column.title
        for column in analysis.columns
        if (column.key in keys if keys else column.usual)
    ]
    lines = {title: line_of(title) for title in shown}
    others = [f"‘{' '.join(title.split())}’" for title, line in lines.items() if not line]
    remark = [f"{LEFT_OUT} {', '.join(others)}"] if others else []
    return "\n".join(("# My columns", *remark, *filter(None, lines.values()), ""))


def folder_of(kept: QSettings) -> Path:
    """Return the folder of the last export, or the one for documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(str(kept.value(FOLDER, documents)))
