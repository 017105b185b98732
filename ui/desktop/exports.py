"""Workbooks that are written for others."""

from core.requests import Export
from ui.desktop.session import Session


def export_plan(session: Session, path: str) -> None:
    """Write the plan as a workbook."""
    session.export(path, "Writing the workbook", Export(session.settings, plan_path=path))


def save_report(session: Session, path: str) -> None:
    """Write what the earlier period's plan earned as a workbook."""
    session.export(path, "Writing the report", Export(session.settings, report_path=path))
