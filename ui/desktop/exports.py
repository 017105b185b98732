"""Files that are written for others."""

import resources
from core.documents import Documents
from core.export_kinds import PLAN, FileWanted
from core.requests import Export
from ui.desktop.session import Session


def export_slides(session: Session, path: str) -> None:
    """Write what was found as slides."""
    _export(session, "Writing the slides", Documents(slides_path=path))


def export_report(session: Session, path: str) -> None:
    """Write what was found as a report, a PDF or a web page by the ending of its name."""
    fonts = str(resources.path("fonts"))
    _export(session, "Writing the report", Documents(report_path=path, fonts=fonts))


def fill_workbook(session: Session, template: str, path: str) -> None:
    """Write the plan into a workbook of the company's own."""
    session.write(FileWanted(PLAN, path, workbook=template))


def _export(session: Session, doing: str, documents: Documents) -> None:
    request = Export(session.settings, documents=documents)
    session.export(documents.slides_path or documents.report_path, doing, request)
