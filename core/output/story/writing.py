"""Writes the story as what is asked for: slides, PDF, web page."""

from pathlib import Path

from core.documents import Documents
from core.output.contents import PlanContents
from core.output.story.form import Story
from core.output.story.page_html import write_page
from core.output.story.report_pdf import write_pdf
from core.output.story.slides import write_slides
from core.output.story.telling import story_of
from core.progress import Progress

PAGES = (".html", ".htm")
"""How the names of web pages end."""


def write_story(documents: Documents, contents: PlanContents, progress: Progress) -> None:
    """Write the slides and the report, if they are asked for.

    Raises
    ------
    UserError
        If a file cannot be written there.
    """
    if documents.slides_path:
        progress.begin("Writing the slides", 0.0, 1.0)
        write_slides(Path(documents.slides_path), story_of(contents))
    if documents.report_path:
        progress.begin("Writing the report", 0.0, 1.0)
        _write_document(Path(documents.report_path), Path(documents.fonts), story_of(contents))


def _write_document(path: Path, fonts: Path, story: Story) -> None:
    if path.suffix.lower() in PAGES:
        write_page(path, story)
    else:
        write_pdf(path, story, fonts)
