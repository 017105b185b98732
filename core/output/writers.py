"""What writes each kind of file, what it would hold, and what is told afterwards."""

from collections.abc import Mapping
from pathlib import Path

from core.export_kinds import (
    BOOK,
    CRM,
    EXCEL,
    GROUPS,
    NUMBERS,
    ORDERS,
    PDF,
    PLAN,
    QUERY,
    REPORT,
    SCORES,
    SLIDES,
    WEB,
    ExportPreviewed,
    FileWanted,
    FileWritten,
)
from core.output.list_writers import BOOK_LIST, CRM_LIST, EXCEL_LIST, GROUP_NUMBERS
from core.output.material import KindWriter, Material
from core.output.plan_writers import ALL_NUMBERS, PLAN_WORKBOOK, RESULT_WORKBOOK, SCORE_TEXT
from core.output.scoring.writing import ORDERS_QUERY, SCORING_QUERY
from core.output.story.writing import STORY_PAGE, STORY_PDF, STORY_SLIDES
from core.progress import Progress

WRITERS: Mapping[str, KindWriter] = {
    PLAN: PLAN_WORKBOOK,
    SLIDES: STORY_SLIDES,
    PDF: STORY_PDF,
    WEB: STORY_PAGE,
    CRM: CRM_LIST,
    EXCEL: EXCEL_LIST,
    BOOK: BOOK_LIST,
    GROUPS: GROUP_NUMBERS,
    REPORT: RESULT_WORKBOOK,
    SCORES: SCORE_TEXT,
    QUERY: SCORING_QUERY,
    ORDERS: ORDERS_QUERY,
    NUMBERS: ALL_NUMBERS,
}
"""What writes each of `core.export_kinds.KINDS`."""


def write_file(material: Material, wanted: FileWanted, progress: Progress) -> FileWritten:
    """Write a file that is wanted.

    Raises
    ------
    UserError
        If it cannot be written, for a reason that the user can do something about.
    Cancelled
        If the progress says so; what was there before is as it was.
    """
    progress.begin(f"Writing {Path(wanted.path).name}", 0.0, 1.0)
    written = WRITERS[wanted.kind].write(material, wanted, progress)
    progress.at(1.0)
    return written


def preview_of(material: Material, wanted: FileWanted) -> ExportPreviewed:
    """Return what a file would hold.

    Raises
    ------
    UserError
        If it cannot be written, for a reason that the user can do something about.
    """
    return WRITERS[wanted.kind].preview(material, wanted)
